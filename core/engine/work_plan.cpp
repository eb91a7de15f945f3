#include "engine/work_plan.h"

#include <algorithm>
#include <bit>

#include "base/mul_div.h"
#include "engine/data_transfer.h"
#include "engine/dependency_calls.h"
#include "engine/dependency_demand.h"
#include "engine/load_pattern.h"
#include "engine/queue_flow.h"
#include "engine/queue_pollers.h"
#include "engine/queueing.h"
#include "engine/task_load.h"
#include "engine/traffic_route.h"
#include "engine/work_settle.h"
#include "engine/work_station.h"
#include "engine/worker_plan.h"

namespace taskyard {

namespace {

constexpr std::int64_t kAll = 1'000'000;
constexpr std::int64_t kOverloadedUs = 1'000'000;  // a wait people notice
constexpr std::int64_t kBalancerUs = 1000;         // a fixed response

// The order of streams.
constexpr auto before = [](const Stream& a, const Stream& b) {
  return std::tie(a.traffic.value, a.targetGroup, a.ordinal, a.port) <
         std::tie(b.traffic.value, b.targetGroup, b.ordinal, b.port);
};

class Planner {
 public:
  Planner(const State& state, Work& work) : state_(state), work_(work) {}

  WorkPlan plan() {
    result_.nextStep = INT64_MAX;
    work_.tasks.resize(std::max(work_.tasks.size(), state_.tasks.size()));
    for (FlowStats& flow : work_.flows) flow.rate = {};
    for (Traffic& traffic : work_.traffics) {
      traffic.bytes.outRate = 0;
      traffic.bytes.zonesRate = 0;
    }
    countDemand(state_, work_);
    route();
    const std::vector<std::int64_t> demanded = demandOf(work_);
    serveStreams();
    countDemand(state_, work_);
    if (demandOf(work_) != demanded) stepAt(state_.now + kSecond);
    planWorkers(state_, work_, result_.findings);
    planPollers(state_, work_);
    stepAt(planQueues(state_, work_));
    countWorkersCpu(state_, work_);
    useOfServices();
    return std::move(result_);
  }

 private:
  FlowFigures& rateOf(FlowSubject subject, std::uint32_t index) {
    return flowOf(work_, subject, index, state_.now).rate;
  }

  // The rates change at `at` at the latest.
  void stepAt(TimeMs at) { result_.nextStep = std::min(result_.nextStep, at); }

  void find(WorkFinding::Kind kind, std::uint32_t subject, std::string text) {
    result_.findings.push_back({kind, subject, std::move(text)});
  }

  // Streams anew from routes; what a stream has in flight goes on in the one of the same task.
  void route() {
    std::vector<Stream> streams;
    why_.resize(work_.traffics.size());
    for (std::size_t i = 0; i < work_.traffics.size(); ++i) {
      if (!work_.traffics[i].removed) routeTraffic(TrafficIndex(i), streams);
    }
    std::sort(streams.begin(), streams.end(), before);
    const std::vector<Stream> ended = carryOver(streams);
    streams.insert(streams.end(), ended.begin(), ended.end());
    std::sort(streams.begin(), streams.end(), before);
    work_.streams = std::move(streams);
  }

  // Shares the traffic's rate among the tasks on its route.
  void routeTraffic(TrafficIndex index, std::vector<Stream>& streams) {
    const Traffic& traffic = work_.traffics[index.value];
    const std::int64_t rate = noisyRateAt(traffic.pattern, state_.seed, index.value, state_.now);
    const TimeMs until = steadyUntil(traffic.pattern, state_.now);
    stepAt(until <= state_.now ? state_.now + kSecond : until);
    const TrafficRoute route = routeOf(state_, traffic, rate);
    why_[index.value] = route.why;
    if (route.shares.empty()) answerAll(index, route, rate);
    if (route.varies) stepAt(state_.now + kSecond);
    std::int64_t left = rate;
    std::int64_t weightLeft = route.weights;
    for (const RouteShare& share : route.shares) {
      Stream stream;
      stream.traffic = index;
      stream.targetGroup = share.targetGroup;
      stream.task = share.task;
      stream.port = share.port;
      stream.arriving = weightLeft == 0 ? 0 : mulDiv(left, share.weight, weightLeft);
      left -= stream.arriving;
      weightLeft -= share.weight;
      if (!share.task.valid()) {
        refuse(index, share.targetGroup, share.failure, stream.arriving);
        continue;
      }
      stream.ordinal = state_.tasks[share.task.value].ordinal;
      streams.push_back(stream);
    }
  }

  // Takes over what the streams so far have in flight. Returns those that get no more requests and
  // still have some to finish.
  std::vector<Stream> carryOver(std::vector<Stream>& streams) {
    std::vector<Stream> ended;
    auto place = streams.begin();
    for (Stream& old : work_.streams) {
      while (place != streams.end() && before(*place, old)) ++place;
      if (place != streams.end() && !before(old, *place)) {
        place->inFlight = old.inFlight;
      } else if (old.inFlight > 0) {
        old.arriving = 0;
        // The deregistration delay ended in the middle of requests: the balancer closes their
        // connections, whatever the task would still answer.
        const Task& task = state_.tasks[old.task.value];
        if (task.ordinal == old.ordinal && !isStillTarget(state_, old)) {
          loseInFlight(work_, old, task.service);
          continue;
        }
        ended.push_back(old);
      }
    }
    return ended;
  }

  // Nobody behind the balancer gets these requests.
  void answerAll(TrafficIndex traffic, const TrafficRoute& route, std::int64_t rate) {
    if (!route.answeredByBalancer) {
      refuse(traffic, kNoTargetGroup, route.failure, rate);
      return;
    }
    FlowFigures& figures = rateOf(FlowSubject::Traffic, traffic.value);
    figures.arrived += rate;
    addAnswers(figures, rate, kBalancerUs, 0);
  }

  void refuse(TrafficIndex traffic, std::uint32_t targetGroup, Failure how, std::int64_t rate) {
    const auto count = [&](FlowFigures& figures) {
      figures.arrived += rate;
      figures.failed[static_cast<std::size_t>(how)] += rate;
    };
    count(rateOf(FlowSubject::Traffic, traffic.value));
    if (targetGroup != kNoTargetGroup) count(rateOf(FlowSubject::TargetGroup, targetGroup));
  }

  void serveStreams() {
    std::vector<std::size_t> order(work_.streams.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
      return std::tie(work_.streams[a].ordinal, a) < std::tie(work_.streams[b].ordinal, b);
    });
    for (TaskWork& task : work_.tasks) {
      task.arriving = 0;
      task.inFlight = 0;
      task.waitUs = 0;
      task.cpuMilli = 0;
    }
    for (std::size_t from = 0; from < order.size();) {
      std::size_t end = from;
      while (end < order.size() &&
             work_.streams[order[end]].ordinal == work_.streams[order[from]].ordinal) {
        ++end;
      }
      serveTask(std::vector<std::size_t>(order.begin() + static_cast<std::ptrdiff_t>(from),
                                         order.begin() + static_cast<std::ptrdiff_t>(end)));
      from = end;
    }
    for (std::size_t i = 0; i < work_.tasks.size(); ++i) {
      TaskWork& task = work_.tasks[i];
      if (task.arriving != 0 || task.inFlight != 0 || task.queue.valid()) continue;
      if (task.condition != 0) {
        find(WorkFinding::Kind::Condition, static_cast<std::uint32_t>(i), "");
      }
      task = TaskWork();
    }
    std::erase_if(work_.streams, [](const Stream& stream) {
      return stream.inFlight == 0 && stream.arriving == 0;
    });
    reportTraffics();
  }

  void serveTask(const std::vector<std::size_t>& mine) {
    Stream& first = work_.streams[mine.front()];
    const TaskIndex index = first.task;
    const Task& task = state_.tasks[index.value];
    const bool gone =
        task.ordinal != first.ordinal || task.lastStatus >= TaskStatus::DEPROVISIONING;
    const Station station = gone ? Station() : stationOf(state_, task, first.port);
    const ServiceIndex service =
        gone && task.ordinal != first.ordinal ? ServiceIndex() : task.service;
    std::int64_t arriving = 0;
    std::int64_t inFlight = 0;
    for (const std::size_t i : mine) {
      arriving += work_.streams[i].arriving;
      if (station.mode == Station::Mode::Refuses) loseInFlight(work_, work_.streams[i], service);
      inFlight += work_.streams[i].inFlight;
    }
    Outcome outcome;
    if (station.mode == Station::Mode::Answers || station.mode == Station::Mode::Drains) {
      const bool takes = station.mode == Station::Mode::Answers;
      outcome = serve(station, takes ? arriving : 0, inFlight);
    }
    if (!gone) noteTask(index, station, outcome, arriving, inFlight);
    std::int64_t left = outcome.answering;
    std::int64_t weightLeft = 0;
    for (const std::size_t i : mine) weightLeft += weightOf(work_.streams[i]);
    for (const std::size_t i : mine) {
      Stream& stream = work_.streams[i];
      const std::int64_t weight = weightOf(stream);
      const bool takes = station.mode == Station::Mode::Answers;
      stream.failing = {};
      stream.answering = 0;
      if (outcome.steady && takes) {
        stream.answering = stream.arriving;
      } else if (weightLeft > 0) {
        stream.answering = std::min(mulDiv(left, weight, weightLeft), weight / kSecond);
      }
      left -= stream.answering;
      weightLeft -= weight;
      failStream(stream, station);
      if (!isSteady(stream)) stepAt(state_.now + kSecond);
      countStream(stream, station, outcome, service);
    }
  }

  static std::int64_t weightOf(const Stream& stream) {
    return stream.arriving * kSecond + stream.inFlight;
  }

  static bool isSteady(const Stream& stream) {
    std::int64_t leaving = stream.answering;
    for (const std::int64_t rate : stream.failing) leaving += rate;
    return leaving == stream.arriving;
  }

  void failStream(Stream& stream, const Station& station) {
    const DurationMs timeout = timeoutOf(state_, work_.traffics[stream.traffic.value]);
    auto& by504 = stream.failing[static_cast<std::size_t>(Failure::Gateway504)];
    switch (station.mode) {
      case Station::Mode::Refuses:
      case Station::Mode::Drains:
        stream.failing[static_cast<std::size_t>(Failure::Gateway502)] = stream.arriving;
        break;
      case Station::Mode::Hangs: by504 = stream.inFlight / timeout; break;
      case Station::Mode::Answers: {
        // The line holds no more than what is answered within the timeout.
        const std::int64_t most = mulDiv(std::max<std::int64_t>(1, stream.answering), timeout, 1);
        if (stream.inFlight < most) break;
        by504 = std::max<std::int64_t>(
            0, (stream.inFlight - most) / kSecond + stream.arriving - stream.answering);
        by504 = std::min(by504, weightOf(stream) / kSecond - stream.answering);
        break;
      }
    }
  }

  void noteTask(TaskIndex index, const Station& station, const Outcome& outcome,
                std::int64_t arriving, std::int64_t inFlight) {
    const Task& task = state_.tasks[index.value];
    TaskWork& work = workFor(state_, work_, index);
    work.arriving = arriving;
    work.capacity = station.capacity;
    work.inFlight = inFlight;
    work.waitUs = outcome.lineUs + station.serviceUs + outcome.randomUs;
    work.meanUs = work.waitUs + station.constantUs;
    work.callsFailing = station.calls.failPerMillion;
    work.denied = arriving > 0 && station.mode == Station::Mode::Answers &&
                  station.calls.problem == CallProblem::AccessDenied;
    work.cpuMilli =
        std::min(taskCpuMilli(state_, task),
                 station.idleMilli + mulDiv(outcome.answering, station.cpuUsPerRequest, kAll));
    const auto waits =
        static_cast<std::uint32_t>(std::bit_width(static_cast<std::uint64_t>(work.waitUs / kAll)));
    const std::uint32_t condition = static_cast<std::uint32_t>(station.mode) * 1000 +
                                    (work.callsFailing > kAll / 2 ? 100 : 0) + waits;
    if (condition != work.condition) {
      work.condition = condition;
      find(WorkFinding::Kind::Condition, index.value, "");
    }
    // A steady wait is the service's own pace, however long.
    const std::int64_t tooLongUs = outcome.lineUs + (outcome.overloaded ? outcome.randomUs : 0);
    if (task.service.valid()) worst(task.service, tooLongUs);
  }

  void worst(ServiceIndex service, std::int64_t waitUs) {
    worstUs_.resize(state_.services.size(), 0);
    worstUs_[service.value] = std::max(worstUs_[service.value], waitUs);
  }

  void countStream(const Stream& stream, const Station& station, const Outcome& outcome,
                   ServiceIndex service) {
    const std::int64_t bad = mulDiv(stream.answering, station.calls.failPerMillion, kAll);
    const auto count = [&](FlowFigures& rate) {
      rate.arrived += stream.arriving;
      addAnswers(rate, stream.answering - bad,
                 station.constantUs + station.serviceUs + outcome.lineUs, outcome.randomUs);
      rate.failed[static_cast<std::size_t>(Failure::Target500)] += bad;
      for (std::size_t i = 0; i < kFailureKinds; ++i) rate.failed[i] += stream.failing[i];
    };
    count(rateOf(FlowSubject::Traffic, stream.traffic.value));
    if (stream.targetGroup != kNoTargetGroup) {
      count(rateOf(FlowSubject::TargetGroup, stream.targetGroup));
    }
    if (service.valid()) count(rateOf(FlowSubject::Service, service.value));
    countBytes(state_, stream, work_.traffics[stream.traffic.value].bytes);
    noteWhy(stream, station, outcome, bad);
  }

  // What to say when the requests of the stream's traffic fail. bad: answered by an error.
  void noteWhy(const Stream& stream, const Station& station, const Outcome& outcome,
               std::int64_t bad) {
    std::string& why = why_[stream.traffic.value];
    const Task& task = state_.tasks[stream.task.value];
    if (bad > 0 && task.ordinal == stream.ordinal) {
      const ContainerIndex c = workingContainer(state_, task, stream.port);
      const ImageBehaviour& program = imageOf(state_, task, state_.containers[c.value]).behaviour;
      why = problemText(state_, task, program.calls[station.calls.call], station.calls.problem);
    } else if (station.mode == Station::Mode::Hangs) {
      why = "a task hangs: it takes requests and does not answer";
    } else if (station.mode != Station::Mode::Answers && stream.arriving > 0) {
      why = "a task refuses connections on port " + std::to_string(stream.port) +
            ": nothing listens there, or it is starting or stopping";
    } else if (!outcome.steady && outcome.lineUs > kOverloadedUs) {
      why = "the tasks have too little CPU or too few workers for this rate";
    }
  }

  void reportTraffics() {
    for (std::size_t i = 0; i < work_.traffics.size(); ++i) {
      Traffic& traffic = work_.traffics[i];
      const FlowStats* flow = findFlow(work_, FlowSubject::Traffic, static_cast<std::uint32_t>(i));
      if (flow == nullptr) continue;
      const std::int64_t failed = failuresOf(flow->rate);
      const bool fails = failed * 100 > flow->rate.arrived + flow->rate.answered;
      if (fails == traffic.failing) continue;
      traffic.failing = fails;
      if (fails) {
        find(WorkFinding::Kind::TrafficFails, static_cast<std::uint32_t>(i),
             "Requests of " + traffic.name + " fail: " + why_[i]);
      } else if (!traffic.removed) {
        find(WorkFinding::Kind::TrafficAnswers, static_cast<std::uint32_t>(i),
             "Requests of " + traffic.name + " are answered again");
      }
    }
  }

  void useOfServices() {
    for (FlowStats& flow : work_.flows) {
      if (flow.subject != FlowSubject::Service) continue;
      std::int64_t waitUs = 0;
      if (flow.index < worstUs_.size()) waitUs = worstUs_[flow.index];
      const bool overloaded = waitUs > (flow.overloaded ? kOverloadedUs / 2 : kOverloadedUs);
      if (overloaded != flow.overloaded) {
        flow.overloaded = overloaded;
        const std::string& name = state_.services[flow.index].serviceName;
        find(overloaded ? WorkFinding::Kind::Overloaded : WorkFinding::Kind::Recovered, flow.index,
             overloaded ? "Service " + name + " gets more than it can answer: requests wait " +
                              durationText(waitUs / 1000)
                        : "Service " + name + " keeps up with its requests again");
      }
    }
  }

  const State& state_;
  Work& work_;
  WorkPlan result_;
  std::vector<std::string> why_;       // by traffic: why its requests fail
  std::vector<std::int64_t> worstUs_;  // by service: the longest wait for want of capacity
};

}  // namespace

WorkPlan planWork(const State& state, Work& work) { return Planner(state, work).plan(); }

}  // namespace taskyard
