#include "api/operations.h"
#include "api/shapes_work.h"
#include "api/work_handlers.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"sqs", "CreateQueue", "Makes a queue.", kChanges, &kCreateQueueInput}, createQueue},
    {{"sqs", "DeleteQueue", "Deletes a queue and its messages.", kChanges, &kDeleteQueueInput},
     deleteQueue},
    {{"sqs", "GetQueueUrl", "Tells the address of a queue.", kReads, &kGetQueueUrlInput},
     getQueueUrl},
    {{"sqs", "GetQueueAttributes", "Counts messages and shows settings.", kReads,
      &kGetQueueAttributesInput},
     getQueueAttributes},
    {{"sqs", "SetQueueAttributes", "Changes settings of a queue.", kChanges,
      &kSetQueueAttributesInput},
     setQueueAttributes},
    {{"sqs", "ListQueues", "Lists queues.", kReads, &kListQueuesInput}, listQueues},
    {{"sqs", "SendMessage", "Puts a message into a queue.", kChanges, &kSendMessageInput},
     sendMessage},
    {{"sqs", "SendMessageBatch", "Puts up to ten messages into a queue.", kChanges,
      &kSendMessageBatchInput},
     sendMessageBatch},
    {{"sqs", "ReceiveMessage", "Takes messages; they reappear unless they are deleted.", kChanges,
      &kReceiveMessageInput},
     receiveMessage},
    {{"sqs", "DeleteMessage", "Deletes a received message.", kChanges, &kDeleteMessageInput},
     deleteMessage},
    {{"sqs", "PurgeQueue", "Deletes all messages of a queue.", kChanges, &kPurgeQueueInput},
     purgeQueue},
};

}  // namespace

std::span<const Operation> sqs() { return kOperations; }

}  // namespace taskyard::operations
