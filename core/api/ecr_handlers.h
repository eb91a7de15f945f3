#pragma once
// The handlers of service "ecr" and the shapes of their inputs (ecr_repositories.cpp,
// ecr_images.cpp, ecr_lifecycle.cpp, shapes_ecr.cpp). Only api/ includes this.

#include "api/handlers.h"
#include "api/shapes.h"

namespace taskyard {

struct EcrImage;
struct ImagePush;

// The repository that the request names. Errors: RepositoryNotFoundException.
Result<RepositoryIndex> repositoryOf(const ApiCall& call);
// What ECR says of a push to a repository's tag. Errors: ImageTagAlreadyExistsException.
Result<Done> checkPush(const State& state, RepositoryIndex repository, const std::string& tag);
JsonValue imageIdJson(const std::string& digest, const std::string& tag);

Result<ApiAnswer> createRepository(const ApiCall& call);
Result<ApiAnswer> deleteRepository(const ApiCall& call);
Result<ApiAnswer> describeRepositories(const ApiCall& call);
Result<ApiAnswer> putImageTagMutability(const ApiCall& call);
Result<ApiAnswer> putImageScanningConfiguration(const ApiCall& call);
Result<ApiAnswer> putRegistryScanningConfiguration(const ApiCall& call);
Result<ApiAnswer> getAuthorizationToken(const ApiCall& call);
Result<ApiAnswer> putImage(const ApiCall& call);
Result<ApiAnswer> batchDeleteImage(const ApiCall& call);
Result<ApiAnswer> describeImages(const ApiCall& call);
Result<ApiAnswer> listImages(const ApiCall& call);
Result<ApiAnswer> startImageScan(const ApiCall& call);
Result<ApiAnswer> describeImageScanFindings(const ApiCall& call);
Result<ApiAnswer> putLifecyclePolicy(const ApiCall& call);
Result<ApiAnswer> deleteLifecyclePolicy(const ApiCall& call);

// SimPutImage of a reference in the account's own ECR: a push. `image` is what it is to do.
// Errors: those of `docker push`.
Result<ImageIndex> pushByReference(const ApiCall& call, const SimImage& image);

// Faults of registries (registry_faults.cpp).
Result<ApiAnswer> registryDownFault(const ApiCall& call);
Result<ApiAnswer> registrySlowFault(const ApiCall& call);
Result<ApiAnswer> registryRateLimitedFault(const ApiCall& call);
Result<ApiAnswer> clearRegistryDown(const ApiCall& call);
Result<ApiAnswer> clearRegistrySlow(const ApiCall& call);
Result<ApiAnswer> clearRegistryRateLimited(const ApiCall& call);
Result<ApiAnswer> cvePublishedFault(const ApiCall& call);

namespace shapes {

extern const Shape kCreateRepositoryInput;
extern const Shape kDeleteRepositoryInput;
extern const Shape kDescribeRepositoriesInput;
extern const Shape kPutImageTagMutabilityInput;
extern const Shape kPutImageScanningConfigurationInput;
extern const Shape kPutRegistryScanningConfigurationInput;
extern const Shape kGetAuthorizationTokenInput;
extern const Shape kPutImageInput;
extern const Shape kBatchDeleteImageInput;
extern const Shape kDescribeImagesInput;
extern const Shape kListImagesInput;
extern const Shape kStartImageScanInput;
extern const Shape kDescribeImageScanFindingsInput;
extern const Shape kPutLifecyclePolicyInput;
extern const Shape kDeleteLifecyclePolicyInput;

}  // namespace shapes

}  // namespace taskyard
