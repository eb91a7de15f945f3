#include "pages/diagram_facts.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "engine/reachability.h"
#include "engine/service_scheduler.h"
#include "model/network.h"

namespace taskyard {

namespace {

constexpr std::size_t kMostOfAKind = 5;  // Model choice: so that the picture stays readable

std::string tasksText(std::int64_t running, std::int64_t desired) {
  return std::to_string(running) + " of " + countOf(desired, "task", "tasks");
}

class Reader {
 public:
  explicit Reader(const State& state) : state_(state) {}

  DiagramFacts read() {
    addVpcs();
    addBalancers();
    addGateways();
    addInstances();
    addServices();
    addStandalone();
    addHosts();
    addDatabases();
    addRegional();
    addDiagramFlows(state_, facts_);
    dropEmptyVpcs();
    return std::move(facts_);
  }

 private:
  struct Place {
    DiagramBand* band = nullptr;
    std::uint8_t zone = 0;
  };

  void addVpcs() {
    for (std::size_t v = 0; v < state_.network.vpcs.size(); ++v) {
      const Vpc& vpc = state_.network.vpcs[v];
      if (vpc.deleted) continue;
      DiagramVpc shown;
      const std::string name = vpc.isDefault ? "Default VPC" : "VPC " + vpc.name;
      shown.title = name + ", " + cidrText(vpc.block);
      for (const bool isPublic : {true, false}) {
        DiagramBand band;
        band.isPublic = isPublic;
        for (std::size_t s = 0; s < state_.subnets.size(); ++s) {
          const Subnet& subnet = state_.subnets[s];
          if (subnet.deleted || subnet.vpc != VpcIndex(v)) continue;
          if (isPublicSubnet(state_, subnet) != isPublic) continue;
          std::string& text = band.subnets[subnet.zone];
          text +=
              (text.empty() ? "" : ", ") + (subnet.name.empty() ? subnet.subnetId : subnet.name);
        }
        const auto named = [](const std::string& text) { return !text.empty(); };
        if (std::any_of(band.subnets.begin(), band.subnets.end(), named)) {
          shown.bands.push_back(std::move(band));
        }
      }
      places_.emplace_back(v);
      facts_.vpcs.push_back(std::move(shown));
    }
  }

  // The band that a subnet is part of.
  Place placeOf(SubnetIndex index) {
    if (!index.valid()) return {};
    const Subnet& subnet = state_.subnets[index.value];
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (subnet.vpc != places_[i]) continue;
      for (DiagramBand& band : facts_.vpcs[i].bands) {
        if (band.isPublic == isPublicSubnet(state_, subnet)) return {&band, subnet.zone};
      }
    }
    return {};
  }

  // A row in the band of the first of these subnets, standing in all their zones.
  void addRow(DiagramRow row, const std::vector<SubnetIndex>& subnets) {
    if (subnets.empty()) return;
    const Place first = placeOf(subnets.front());
    if (first.band == nullptr) return;
    for (const SubnetIndex subnet : subnets) {
      const Place place = placeOf(subnet);
      if (place.band == first.band) row.zones[place.zone] = true;
    }
    first.band->rows.push_back(std::move(row));
  }

  // One more word in the row of cells of that band.
  void addCell(SubnetIndex subnet, const std::string& words) {
    const Place place = placeOf(subnet);
    if (place.band == nullptr) return;
    auto& rows = place.band->rows;
    const auto isCells = [](const DiagramRow& row) { return row.kind == DiagramRow::Kind::Cells; };
    auto row = std::find_if(rows.begin(), rows.end(), isCells);
    if (row == rows.end()) {
      rows.push_back({});
      row = rows.end() - 1;
      row->kind = DiagramRow::Kind::Cells;
      row->id = diagramId(DiagramSort::Other, 0);
    }
    row->zones[place.zone] = true;
    std::string& text = row->cells[place.zone];
    text += (text.empty() ? "" : ", ") + words;
  }

  void addBalancers() {
    for (std::size_t i = 0; i < state_.balancing.loadBalancers.size(); ++i) {
      const LoadBalancer& balancer = state_.balancing.loadBalancers[i];
      if (balancer.deleted) continue;
      DiagramRow row;
      row.kind = DiagramRow::Kind::Balancer;
      row.id = diagramId(DiagramSort::Balancer, i);
      row.title = (balancer.type == LoadBalancerType::application ? "Application Load Balancer "
                                                                  : "Network Load Balancer ") +
                  balancer.name;
      row.detail = balancer.scheme == LoadBalancerScheme::internal ? "internal" : "internet-facing";
      addRow(std::move(row), balancer.subnets);
    }
  }

  void addGateways() {
    for (const NatGateway& gateway : state_.network.natGateways) {
      if (gateway.state != NatGatewayState::deleted) addCell(gateway.subnet, "NAT gateway");
    }
    for (std::size_t s = 0; s < state_.subnets.size(); ++s) {
      std::int64_t count = 0;
      for (const VpcEndpoint& endpoint : state_.network.endpoints) {
        if (endpoint.deleted) continue;
        count += std::count(endpoint.subnets.begin(), endpoint.subnets.end(), SubnetIndex(s));
      }
      if (count > 0) addCell(SubnetIndex(s), countOf(count, "VPC endpoint", "VPC endpoints"));
    }
  }

  void addInstances() {
    for (std::size_t s = 0; s < state_.subnets.size(); ++s) {
      std::int64_t count = 0;
      for (const ContainerInstance& instance : state_.capacity.instances) {
        if (instance.state != InstanceState::terminated && instance.subnet == SubnetIndex(s))
          ++count;
      }
      if (count > 0) addCell(SubnetIndex(s), countOf(count, "EC2 instance", "EC2 instances"));
    }
  }

  void countTasks(DiagramRow& row, ServiceIndex service, std::string_view family) {
    for (const Task& task : state_.tasks) {
      if (!task.inUse || task.desiredStatus != TaskDesiredStatus::RUNNING) continue;
      if (task.service != service || !task.subnet.valid()) continue;
      if (!family.empty() && state_.taskDefinitions[task.taskDefinition.value].family != family) {
        continue;
      }
      const std::uint8_t zone = state_.subnets[task.subnet.value].zone;
      ++(task.lastStatus == TaskStatus::RUNNING ? row.tasks : row.starting)[zone];
      row.zones[zone] = true;
    }
  }

  // "Fargate", or "EC2", by where the tasks are; "" before there is one.
  std::string capacityOf(ServiceIndex service) const {
    std::vector<std::string> kinds;
    for (const Task& task : state_.tasks) {
      if (!task.inUse || task.service != service) continue;
      std::string kind = task.launchType == LaunchType::EC2 ? "EC2" : "Fargate";
      if (task.capacityProvider.valid() &&
          state_.capacity.providers[task.capacityProvider.value].name == "FARGATE_SPOT") {
        kind = "Fargate Spot";
      }
      if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
    }
    std::sort(kinds.begin(), kinds.end());
    return joinWords(kinds, " and ");
  }

  void addServices() {
    for (std::size_t i = 0; i < state_.services.size(); ++i) {
      const Service& service = state_.services[i];
      if (service.status == ServiceStatus::INACTIVE) continue;
      DiagramRow row;
      row.id = diagramId(DiagramSort::Service, i);
      row.title = "Service " + service.serviceName;
      row.detail = tasksText(taskCountsOf(state_, service).running, service.desiredCount);
      const std::string capacity = capacityOf(ServiceIndex(i));
      if (!capacity.empty()) row.detail += ", " + capacity;
      if (service.awsvpcConfiguration.assignPublicIp) row.detail += ", public IPs";
      countTasks(row, ServiceIndex(i), {});
      std::vector<SubnetIndex> subnets = service.awsvpcConfiguration.subnets;
      if (subnets.empty()) subnets = instanceSubnets();
      addRow(std::move(row), subnets);
    }
  }

  // Where tasks stand that have no network interface of their own.
  std::vector<SubnetIndex> instanceSubnets() const {
    std::vector<SubnetIndex> subnets;
    for (const ContainerInstance& instance : state_.capacity.instances) {
      if (instance.state != InstanceState::terminated) subnets.push_back(instance.subnet);
    }
    return subnets;
  }

  void addStandalone() {
    std::vector<std::string> families;
    for (const Task& task : state_.tasks) {
      if (!task.inUse || task.service.valid() || !task.subnet.valid()) continue;
      if (task.desiredStatus != TaskDesiredStatus::RUNNING) continue;
      const std::string& family = state_.taskDefinitions[task.taskDefinition.value].family;
      if (std::find(families.begin(), families.end(), family) != families.end()) continue;
      families.push_back(family);
      DiagramRow row;
      row.id = diagramId(DiagramSort::Other, families.size());
      row.title = "Standalone tasks of " + family;
      countTasks(row, {}, family);
      addRow(std::move(row), {task.subnet});
    }
  }

  void addHosts() {
    for (std::size_t i = 0; i < state_.functions.hosts.size(); ++i) {
      const SimHost& host = state_.functions.hosts[i];
      if (host.lostAt != kNever || state_.subnets.empty()) continue;
      DiagramRow row;
      row.id = diagramId(DiagramSort::Other, i);
      row.title = "EC2 instance " + host.name;
      std::vector<std::string> names;
      for (const DockerContainer& each : state_.functions.containers) {
        if (each.host == HostIndex(i)) names.push_back(each.name);
      }
      row.detail = names.empty() ? "no container" : "docker run: " + joinWords(names);
      row.tasks[0] = static_cast<std::int32_t>(names.size());
      addRow(std::move(row), {SubnetIndex(0u)});
    }
  }

  void addDatabases() {
    for (std::size_t i = 0; i < state_.work.databases.size(); ++i) {
      const Database& database = state_.work.databases[i];
      if (database.status == DatabaseStatus::deleted) continue;
      DiagramRow row;
      row.kind = DiagramRow::Kind::Database;
      row.id = diagramId(DiagramSort::Database, i);
      row.title = "Database " + database.identifier;
      row.detail = database.multiAz ? "RDS, Multi-AZ" : "RDS, one zone";
      addRow(std::move(row), {database.subnet});
    }
  }

  // `kind` in the title, and one line for all of them when there are many.
  template <class List, class Exists, class Name>
  void addThings(const List& list, DiagramSort sort, const std::string& kind, Exists&& exists,
                 Name&& nameOf) {
    std::size_t shown = 0;
    std::size_t all = 0;
    for (const auto& each : list) all += exists(each) ? 1 : 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!exists(list[i])) continue;
      const bool last = ++shown == kMostOfAKind && all > kMostOfAKind;
      const std::string more = last ? "and " + std::to_string(all - shown) + " more" : "";
      facts_.regional.push_back(
          {diagramId(sort, i), nameOf(list[i]), kind + (last ? ", " + more : "")});
      if (last) return;
    }
  }

  void addRegional() {
    const auto kept = [](const auto& each) { return !each.deleted; };
    const auto named = [](const auto& each) { return each.name; };
    addThings(state_.work.queues, DiagramSort::Queue, "SQS queue", kept, named);
    addThings(state_.work.tables, DiagramSort::Table, "DynamoDB table", kept, named);
    addThings(state_.functions.functions, DiagramSort::Function, "Lambda function", kept,
              [](const Function& each) { return each.functionName; });
    addThings(state_.registry.repositories, DiagramSort::Repository, "ECR repository", kept,
              [](const Repository& each) { return each.repositoryName; });
    addThings(state_.logs.groups, DiagramSort::LogGroup, "CloudWatch log group", kept,
              [](const LogGroup& each) { return each.logGroupName; });
  }

  // The default VPC leaves the picture when everything stands in another.
  void dropEmptyVpcs() {
    const auto used = [](const DiagramVpc& vpc) {
      return std::any_of(vpc.bands.begin(), vpc.bands.end(),
                         [](const DiagramBand& band) { return !band.rows.empty(); });
    };
    const auto hasOwn = [](const DiagramVpc& vpc) { return !vpc.title.starts_with("Default"); };
    const bool anyUsed = std::any_of(facts_.vpcs.begin(), facts_.vpcs.end(), used);
    const bool anyOwn = std::any_of(facts_.vpcs.begin(), facts_.vpcs.end(), hasOwn);
    std::erase_if(facts_.vpcs, [&](const DiagramVpc& vpc) {
      return !used(vpc) && (anyUsed || anyOwn) && !hasOwn(vpc);
    });
    for (const DiagramVpc& vpc : facts_.vpcs) {
      for (const DiagramBand& band : vpc.bands) {
        for (std::size_t zone = 0; zone < kZoneCount; ++zone) {
          facts_.zones[zone] = facts_.zones[zone] || !band.subnets[zone].empty();
        }
      }
    }
  }

  const State& state_;
  DiagramFacts facts_;
  std::vector<VpcIndex> places_;  // of facts_.vpcs, while it is filled
};

}  // namespace

const std::string* titleOf(const DiagramFacts& facts, DiagramId id) {
  for (const auto* things : {&facts.callers, &facts.regional}) {
    for (const DiagramThing& thing : *things) {
      if (thing.id == id) return &thing.title;
    }
  }
  for (const DiagramVpc& vpc : facts.vpcs) {
    for (const DiagramBand& band : vpc.bands) {
      for (const DiagramRow& row : band.rows) {
        if (row.id == id) return &row.title;
      }
    }
  }
  return nullptr;
}

DiagramFacts diagramFacts(const State& state) { return Reader(state).read(); }

}  // namespace taskyard
