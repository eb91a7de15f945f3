#include "model/monitoring.h"

namespace taskyard {

const char* nameOf(AlarmState state) {
  switch (state) {
    case AlarmState::OK: return "OK";
    case AlarmState::ALARM: return "ALARM";
    case AlarmState::INSUFFICIENT_DATA: return "INSUFFICIENT_DATA";
  }
  return "";
}

const char* nameOf(MetricStatistic statistic) {
  switch (statistic) {
    case MetricStatistic::SampleCount: return "SampleCount";
    case MetricStatistic::Average: return "Average";
    case MetricStatistic::Sum: return "Sum";
    case MetricStatistic::Minimum: return "Minimum";
    case MetricStatistic::Maximum: return "Maximum";
    case MetricStatistic::p50: return "p50";
    case MetricStatistic::p90: return "p90";
    case MetricStatistic::p95: return "p95";
    case MetricStatistic::p99: return "p99";
  }
  return "";
}

const char* nameOf(ComparisonOperator comparison) {
  switch (comparison) {
    case ComparisonOperator::GreaterThanOrEqualToThreshold: return "GreaterThanOrEqualToThreshold";
    case ComparisonOperator::GreaterThanThreshold: return "GreaterThanThreshold";
    case ComparisonOperator::LessThanThreshold: return "LessThanThreshold";
    case ComparisonOperator::LessThanOrEqualToThreshold: return "LessThanOrEqualToThreshold";
  }
  return "";
}

const char* nameOf(TreatMissingData treatment) {
  switch (treatment) {
    case TreatMissingData::missing: return "missing";
    case TreatMissingData::ignore: return "ignore";
    case TreatMissingData::breaching: return "breaching";
    case TreatMissingData::notBreaching: return "notBreaching";
  }
  return "";
}

}  // namespace taskyard
