// The inputs of service "ecr". Source: Amazon ECR API Reference (2015-09-21).

#include "api/ecr_handlers.h"
#include "api/shapes_parts.h"

namespace taskyard::shapes {

namespace {

constexpr ShapeMember kRegistryId =
    optional("registryId", kString, "An account; yours when absent.");
constexpr ShapeMember kRepositoryName =
    required("repositoryName", kString, "Name of the repository, such as shop/web.")
        .between(2, 256);

// ECR spells its tags with capitals.
constexpr ShapeMember kEcrTagMembers[] = {
    required("Key", kString, "What the tag is called."),
    required("Value", kString, "What the tag says."),
};
constexpr Shape kEcrTag = structure(kEcrTagMembers);
constexpr Shape kEcrTags = listOf(kEcrTag);

constexpr std::string_view kMutabilityValues[] = {"MUTABLE", "IMMUTABLE"};
constexpr Shape kMutability = enumeration(kMutabilityValues);
constexpr ShapeMember kScanningMembers[] = {
    optional("scanOnPush", kBoolean, "Whether each push is scanned."),
};
constexpr Shape kScanning = structure(kScanningMembers);
constexpr std::string_view kEncryptionTypeValues[] = {"AES256", "KMS", "KMS_DSSE"};
constexpr Shape kEncryptionType = enumeration(kEncryptionTypeValues);
constexpr ShapeMember kEncryptionMembers[] = {
    required("encryptionType", kEncryptionType, "AES256 when absent."),
    optional("kmsKey", kString, "The key it is encrypted with."),
};
constexpr Shape kEncryption = structure(kEncryptionMembers);

constexpr ShapeMember kImageIdMembers[] = {
    optional("imageDigest", kString, "sha256:..."),
    optional("imageTag", kString, "Such as 1.4.2."),
};
constexpr Shape kImageId = structure(kImageIdMembers);
constexpr Shape kImageIds = listOf(kImageId);
constexpr std::string_view kTagStatusValues[] = {"TAGGED", "UNTAGGED", "ANY"};
constexpr Shape kTagStatus = enumeration(kTagStatusValues);
constexpr ShapeMember kImageFilterMembers[] = {
    optional("tagStatus", kTagStatus, "Only images with a tag, or without."),
};
constexpr Shape kImageFilter = structure(kImageFilterMembers);
constexpr ShapeMember kMaxResults =
    optional("maxResults", kInteger, "How many to list at once.").between(1, 1000);

constexpr ShapeMember kCreateRepositoryMembers[] = {
    kRegistryId,
    kRepositoryName,
    optional("tags", kEcrTags, "Labels as key and value."),
    optional("imageTagMutability", kMutability, "Whether a tag can move; MUTABLE when absent."),
    optional("imageScanningConfiguration", kScanning, "Whether each push is scanned."),
    optional("encryptionConfiguration", kEncryption, "How images are encrypted."),
};
constexpr ShapeMember kDeleteRepositoryMembers[] = {
    kRegistryId,
    kRepositoryName,
    optional("force", kBoolean, "Even with images in it."),
};
constexpr ShapeMember kDescribeRepositoriesMembers[] = {
    kRegistryId,
    optional("repositoryNames", kStrings, "Only these."),
    kNextTokenMember,
    kMaxResults,
};
constexpr ShapeMember kPutImageTagMutabilityMembers[] = {
    kRegistryId,
    kRepositoryName,
    required("imageTagMutability", kMutability, "MUTABLE or IMMUTABLE."),
};
constexpr ShapeMember kPutImageScanningConfigurationMembers[] = {
    kRegistryId,
    kRepositoryName,
    required("imageScanningConfiguration", kScanning, "Whether each push is scanned."),
};
constexpr std::string_view kScanTypeValues[] = {"BASIC", "ENHANCED"};
constexpr Shape kScanType = enumeration(kScanTypeValues);
constexpr Shape kScanRules = listOf(kDocument);
constexpr ShapeMember kPutRegistryScanningConfigurationMembers[] = {
    optional("scanType", kScanType, "BASIC, or ENHANCED by Amazon Inspector."),
    optional("rules", kScanRules, "Which repositories are scanned, and when."),
};
constexpr ShapeMember kGetAuthorizationTokenMembers[] = {
    optional("registryIds", kStrings, "Accounts."),
};
constexpr ShapeMember kPutImageMembers[] = {
    kRegistryId,
    kRepositoryName,
    required("imageManifest", kString, "The image manifest, as JSON text."),
    optional("imageManifestMediaType", kString, "What kind of manifest."),
    optional("imageTag", kString, "The tag to put on it."),
    optional("imageDigest", kString, "The digest the manifest must have."),
};
constexpr ShapeMember kBatchDeleteImageMembers[] = {
    kRegistryId,
    kRepositoryName,
    required("imageIds", kImageIds, "By tag or by digest.").between(1, 100),
};
constexpr ShapeMember kDescribeImagesMembers[] = {
    kRegistryId,      kRepositoryName, optional("imageIds", kImageIds, "Only these."),
    kNextTokenMember, kMaxResults,     optional("filter", kImageFilter, "Only some."),
};
constexpr ShapeMember kListImagesMembers[] = {
    kRegistryId,
    kRepositoryName,
    kNextTokenMember,
    kMaxResults,
    optional("filter", kImageFilter, "Only some."),
};
constexpr ShapeMember kStartImageScanMembers[] = {
    kRegistryId,
    kRepositoryName,
    required("imageId", kImageId, "By tag or by digest."),
};
constexpr ShapeMember kDescribeImageScanFindingsMembers[] = {
    kRegistryId,      kRepositoryName, required("imageId", kImageId, "By tag or by digest."),
    kNextTokenMember, kMaxResults,
};
constexpr ShapeMember kPutLifecyclePolicyMembers[] = {
    kRegistryId,
    kRepositoryName,
    required("lifecyclePolicyText", kString, "The rules, as JSON text."),
};
constexpr ShapeMember kDeleteLifecyclePolicyMembers[] = {kRegistryId, kRepositoryName};

}  // namespace

constinit const Shape kCreateRepositoryInput = structure(kCreateRepositoryMembers);
constinit const Shape kDeleteRepositoryInput = structure(kDeleteRepositoryMembers);
constinit const Shape kDescribeRepositoriesInput = structure(kDescribeRepositoriesMembers);
constinit const Shape kPutImageTagMutabilityInput = structure(kPutImageTagMutabilityMembers);
constinit const Shape kPutImageScanningConfigurationInput =
    structure(kPutImageScanningConfigurationMembers);
constinit const Shape kPutRegistryScanningConfigurationInput =
    structure(kPutRegistryScanningConfigurationMembers);
constinit const Shape kGetAuthorizationTokenInput = structure(kGetAuthorizationTokenMembers);
constinit const Shape kPutImageInput = structure(kPutImageMembers);
constinit const Shape kBatchDeleteImageInput = structure(kBatchDeleteImageMembers);
constinit const Shape kDescribeImagesInput = structure(kDescribeImagesMembers);
constinit const Shape kListImagesInput = structure(kListImagesMembers);
constinit const Shape kStartImageScanInput = structure(kStartImageScanMembers);
constinit const Shape kDescribeImageScanFindingsInput =
    structure(kDescribeImageScanFindingsMembers);
constinit const Shape kPutLifecyclePolicyInput = structure(kPutLifecyclePolicyMembers);
constinit const Shape kDeleteLifecyclePolicyInput = structure(kDeleteLifecyclePolicyMembers);

}  // namespace taskyard::shapes
