#include "api/ecr_handlers.h"
#include "api/operations.h"

namespace taskyard::operations {

namespace {

using namespace shapes;

constexpr Operation kOperations[] = {
    {{"ecr", "CreateRepository", "Makes an empty repository for images.", kChanges,
      &kCreateRepositoryInput},
     createRepository},
    {{"ecr", "DescribeRepositories", "Shows repositories.", kReads, &kDescribeRepositoriesInput},
     describeRepositories},
    {{"ecr", "DeleteRepository", "Removes a repository; force takes its images too.", kChanges,
      &kDeleteRepositoryInput},
     deleteRepository},
    {{"ecr", "PutImageTagMutability", "Says whether a tag can move to another image.", kChanges,
      &kPutImageTagMutabilityInput},
     putImageTagMutability},
    {{"ecr", "PutImageScanningConfiguration", "Says whether each push is scanned.", kChanges,
      &kPutImageScanningConfigurationInput},
     putImageScanningConfiguration},
    {{"ecr", "PutRegistryScanningConfiguration",
      "Chooses basic or enhanced scanning for all repositories.", kChanges,
      &kPutRegistryScanningConfigurationInput},
     putRegistryScanningConfiguration},
    {{"ecr", "GetAuthorizationToken", "A login for docker, good for 12 hours.", kReads,
      &kGetAuthorizationTokenInput},
     getAuthorizationToken},
    {{"ecr", "PutImage", "Puts a manifest, or another tag on one.", kChanges, &kPutImageInput},
     putImage},
    {{"ecr", "BatchDeleteImage", "Removes tags, and images with their last tag.", kChanges,
      &kBatchDeleteImageInput},
     batchDeleteImage},
    {{"ecr", "DescribeImages", "Shows images with digests, tags and sizes.", kReads,
      &kDescribeImagesInput},
     describeImages},
    {{"ecr", "ListImages", "Lists the digests and tags of a repository.", kReads,
      &kListImagesInput},
     listImages},
    {{"ecr", "StartImageScan", "Scans one image now (basic scanning).", kChanges,
      &kStartImageScanInput},
     startImageScan},
    {{"ecr", "DescribeImageScanFindings", "Shows what the last scan of an image found.", kReads,
      &kDescribeImageScanFindingsInput},
     describeImageScanFindings},
    {{"ecr", "PutLifecyclePolicy", "Says which images expire.", kChanges,
      &kPutLifecyclePolicyInput},
     putLifecyclePolicy},
    {{"ecr", "DeleteLifecyclePolicy", "Lets images stay for ever.", kChanges,
      &kDeleteLifecyclePolicyInput},
     deleteLifecyclePolicy},
};

}  // namespace

std::span<const Operation> ecr() { return kOperations; }

}  // namespace taskyard::operations
