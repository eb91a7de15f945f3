// The inputs of Amazon SQS, as in AWS's public API model (botocore, "sqs", 2012-11-05).

#include "api/shapes_work.h"

namespace taskyard::shapes {

namespace {

constexpr ShapeMember kQueueUrl = required("QueueUrl", kString, "Address of the queue.");
constexpr ShapeMember kAttributesMember =
    optional("Attributes", kStringMap,
             "VisibilityTimeout, MessageRetentionPeriod, DelaySeconds, RedrivePolicy, ...");

constexpr ShapeMember kCreateQueueMembers[] = {
    required("QueueName", kString, "What the queue is called; a FIFO queue's ends in .fifo."),
    kAttributesMember,
    optional("tags", kStringMap, "Labels."),
};
constexpr ShapeMember kQueueOnlyMembers[] = {kQueueUrl};
constexpr ShapeMember kGetQueueUrlMembers[] = {
    required("QueueName", kString, "The queue's name."),
    optional("QueueOwnerAWSAccountId", kString, "Whose queue; yours when absent."),
};
constexpr ShapeMember kGetAttributesMembers[] = {
    kQueueUrl,
    optional("AttributeNames", kStrings, "Which ones, or All."),
};
constexpr ShapeMember kSetAttributesMembers[] = {
    kQueueUrl,
    required("Attributes", kStringMap, "What changes; the others stay as they are."),
};
constexpr ShapeMember kListQueuesMembers[] = {
    optional("QueueNamePrefix", kString, "Only queues whose names begin so."),
    optional("NextToken", kString, "From the last answer: where the next page starts."),
    optional("MaxResults", kInteger, "How many to list at once.").between(1, 1000),
};
constexpr ShapeMember kSendMessageMembers[] = {
    kQueueUrl,
    required("MessageBody", kString, "The message."),
    optional("DelaySeconds", kInteger, "Nobody receives it before that.").between(0, 900),
    optional("MessageAttributes", kDocument, "Values beside the body."),
    optional("MessageSystemAttributes", kDocument, "Values for AWS itself."),
    optional("MessageDeduplicationId", kString, "FIFO: the same one within 5 minutes is dropped."),
    optional("MessageGroupId", kString, "FIFO: messages of a group keep their order."),
};
constexpr ShapeMember kBatchEntryMembers[] = {
    required("Id", kString, "Names the entry in the answer."),
    required("MessageBody", kString, "The message."),
    optional("DelaySeconds", kInteger, "Nobody receives it before that.").between(0, 900),
    optional("MessageAttributes", kDocument, "Values beside the body."),
    optional("MessageSystemAttributes", kDocument, "Values for AWS itself."),
    optional("MessageDeduplicationId", kString, "FIFO: the same one within 5 minutes is dropped."),
    optional("MessageGroupId", kString, "FIFO: messages of a group keep their order."),
};
constexpr Shape kBatchEntry = structure(kBatchEntryMembers);
constexpr Shape kBatchEntries = listOf(kBatchEntry);
constexpr ShapeMember kSendBatchMembers[] = {
    kQueueUrl,
    required("Entries", kBatchEntries, "One to ten messages."),
};
constexpr ShapeMember kReceiveMembers[] = {
    kQueueUrl,
    optional("AttributeNames", kStrings, "Which attributes come along."),
    optional("MessageSystemAttributeNames", kStrings, "Which attributes come along."),
    optional("MessageAttributeNames", kStrings, "Which values beside the body come along."),
    optional("MaxNumberOfMessages", kInteger, "At most; 1 when absent.").between(1, 10),
    optional("VisibilityTimeout", kInteger, "Seconds nobody else sees them.").between(0, 43200),
    optional("WaitTimeSeconds", kInteger, "Long polling.").between(0, 20),
    optional("ReceiveRequestAttemptId", kString, "FIFO: the same attempt again."),
};
constexpr ShapeMember kDeleteMessageMembers[] = {
    kQueueUrl,
    required("ReceiptHandle", kString, "From ReceiveMessage."),
};

}  // namespace

constinit const Shape kCreateQueueInput = structure(kCreateQueueMembers);
constinit const Shape kDeleteQueueInput = structure(kQueueOnlyMembers);
constinit const Shape kGetQueueUrlInput = structure(kGetQueueUrlMembers);
constinit const Shape kGetQueueAttributesInput = structure(kGetAttributesMembers);
constinit const Shape kSetQueueAttributesInput = structure(kSetAttributesMembers);
constinit const Shape kListQueuesInput = structure(kListQueuesMembers);
constinit const Shape kSendMessageInput = structure(kSendMessageMembers);
constinit const Shape kSendMessageBatchInput = structure(kSendBatchMembers);
constinit const Shape kReceiveMessageInput = structure(kReceiveMembers);
constinit const Shape kDeleteMessageInput = structure(kDeleteMessageMembers);
constinit const Shape kPurgeQueueInput = structure(kQueueOnlyMembers);

}  // namespace taskyard::shapes
