#include "engine/cost_things_system.h"

#include <algorithm>
#include <optional>

#include "engine/cost_resources.h"
#include "model/instance_types.h"

namespace taskyard {

namespace {

// Model choice: the root volume of the ECS-optimized image, gp3.
constexpr std::int64_t kRootVolumeGib = 30;

// What is to be paid for a thing now; nothing when it is gone.
struct Charge {
  PriceId price{};
  std::int64_t count = 1;
};

class Follower {
 public:
  Follower(State& state, EventId decision) : state_(state), decision_(decision) {}

  void look(BillKind kind, std::size_t subject, std::optional<Charge> charge) {
    auto& things = state_.bill.things;
    const auto number = static_cast<std::uint32_t>(subject);
    const auto found = std::find_if(things.rbegin(), things.rend(), [&](const BilledThing& thing) {
      return thing.kind == kind && thing.subject == number && thing.until == kNever;
    });
    if (found != things.rend()) {
      if (charge && charge->price == found->price && charge->count == found->count) return;
      found->until = state_.now;
    }
    if (!charge) return;
    // One that has changed goes back to whoever made it.
    const EventId decision = found != things.rend() ? found->decision : decision_;
    things.push_back({kind, number, decision, charge->price, charge->count, state_.now, kNever});
  }

 private:
  State& state_;
  EventId decision_;
};

void followNetwork(const State& state, Follower& follower) {
  const Network& network = state.network;
  for (std::size_t i = 0; i < network.natGateways.size(); ++i) {
    std::optional<Charge> charge;
    if (network.natGateways[i].state != NatGatewayState::deleted) {
      charge = Charge{PriceId::NatGatewayHour, 1};
    }
    follower.look(BillKind::NatGateway, i, charge);
  }
  for (std::size_t i = 0; i < network.endpoints.size(); ++i) {
    const VpcEndpoint& endpoint = network.endpoints[i];
    std::optional<Charge> charge;
    if (!endpoint.deleted && endpoint.type == VpcEndpointType::Interface) {
      charge = Charge{PriceId::InterfaceEndpointHour,
                      static_cast<std::int64_t>(endpoint.subnets.size())};
    }
    follower.look(BillKind::InterfaceEndpoint, i, charge);
  }
  for (std::size_t i = 0; i < network.elasticIps.size(); ++i) {
    std::optional<Charge> charge;
    if (!network.elasticIps[i].released) charge = Charge{PriceId::PublicIpv4, 1};
    follower.look(BillKind::PublicIpv4, i, charge);
  }
}

void followBalancers(const State& state, Follower& follower) {
  const auto& balancers = state.balancing.loadBalancers;
  for (std::size_t i = 0; i < balancers.size(); ++i) {
    const bool network = balancers[i].type == LoadBalancerType::network;
    std::optional<Charge> charge;
    if (!balancers[i].deleted) charge = Charge{network ? PriceId::NlbHour : PriceId::AlbHour, 1};
    follower.look(BillKind::LoadBalancer, i, charge);
    // A node in each of its subnets, each with a public address when clients come from outside.
    // Source: Elastic Load Balancing User Guide, "How Elastic Load Balancing works"; the price is
    // that of every public IPv4 address.
    std::optional<Charge> addresses;
    if (!balancers[i].deleted && balancers[i].scheme == LoadBalancerScheme::internetFacing) {
      addresses =
          Charge{PriceId::PublicIpv4, static_cast<std::int64_t>(balancers[i].subnets.size())};
    }
    follower.look(BillKind::PublicIpv4, kBalancerAddresses + i, addresses);
  }
}

void followStores(const State& state, Follower& follower) {
  const auto& secrets = state.secrets.secrets;
  for (std::size_t i = 0; i < secrets.size(); ++i) {
    std::optional<Charge> charge;
    if (!secrets[i].deleted && secrets[i].store == SecretStore::SecretsManager) {
      charge = Charge{PriceId::SecretMonth, 1};
    }
    follower.look(BillKind::Secret, i, charge);
  }
  const auto& groups = state.logs.groups;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    std::optional<Charge> charge;
    if (!groups[i].deleted) charge = Charge{PriceId::LogsIngestion, 1};
    follower.look(BillKind::LogsIngestion, i, charge);
  }
  const auto& repositories = state.registry.repositories;
  for (std::size_t i = 0; i < repositories.size(); ++i) {
    std::int64_t mebibytes = 0;
    for (const EcrImage& image : repositories[i].images) {
      if (!image.deleted) mebibytes += state.images[image.image.value].sizeMiB;
    }
    std::optional<Charge> charge;
    if (mebibytes > 0 && !repositories[i].deleted) charge = Charge{PriceId::EcrStorage, mebibytes};
    follower.look(BillKind::EcrStorage, i, charge);
  }
}

void followMetrics(const State& state, Follower& follower) {
  const auto& alarms = state.monitoring.alarms;
  for (std::size_t i = 0; i < alarms.size(); ++i) {
    std::optional<Charge> charge;
    if (!alarms[i].deleted) charge = Charge{PriceId::StandardAlarm, 1};
    follower.look(BillKind::Alarm, i, charge);
  }
}

void followWork(const State& state, Follower& follower) {
  const auto& queues = state.work.queues;
  for (std::size_t i = 0; i < queues.size(); ++i) {
    std::optional<Charge> charge;
    if (!queues[i].deleted) {
      charge = Charge{queues[i].fifo ? PriceId::SqsFifo : PriceId::SqsStandard, 1};
    }
    follower.look(BillKind::SqsRequests, i, charge);
  }
  const auto& databases = state.work.databases;
  for (std::size_t i = 0; i < databases.size(); ++i) {
    const Database& database = databases[i];
    std::optional<Charge> charge;
    if (database.status != DatabaseStatus::deleting && database.status != DatabaseStatus::deleted) {
      charge = Charge{PriceId::RdsHour, database.multiAz ? 2 : 1};
    }
    follower.look(BillKind::RdsInstance, i, charge);
  }
}

}  // namespace

void openInstance(Simulation& simulation, ContainerInstanceIndex instance, EventId decision) {
  State& state = simulation.state();
  Follower follower(state, decision);
  const LaunchTemplate& launch = state.capacity.instances[instance.value].launch;
  const InstanceType& type = instanceTypes()[static_cast<std::size_t>(launch.instanceType)];
  const Price* price = ec2Price(type.name);
  TY_ASSERT(price != nullptr);
  follower.look(BillKind::Ec2Instance, instance.value, Charge{price->id, 1});
  follower.look(BillKind::EbsVolume, instance.value,
                Charge{PriceId::EbsGp3, kRootVolumeGib * 1024});
}

void closeInstance(Simulation& simulation, ContainerInstanceIndex instance) {
  Follower follower(simulation.state(), kNoEvent);
  follower.look(BillKind::Ec2Instance, instance.value, std::nullopt);
  follower.look(BillKind::EbsVolume, instance.value, std::nullopt);
}

void followThings(Simulation& simulation, EventId decision) {
  Follower follower(simulation.state(), decision);
  followNetwork(simulation.state(), follower);
  followBalancers(simulation.state(), follower);
  followStores(simulation.state(), follower);
  followMetrics(simulation.state(), follower);
  followWork(simulation.state(), follower);
}

}  // namespace taskyard
