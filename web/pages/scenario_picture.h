#pragma once
// A small picture of a scenario, made from its data: zones with their tasks, what stands before
// them and what goes wrong. A sketch to recognise it by; the Yard is the real picture.

#include "learn/scenario.h"
#include "pages/html.h"

namespace taskyard {

// What the sketch shows, read from the requests of setup and timeline.
struct PictureFacts {
  int zones = 0;          // columns, 0 to 3
  int tasks = 0;          // all services together, at most kPictureTasksMost
  int lambdas = 0;        // functions
  int instances = 0;      // EC2 instances that carry the tasks; 0: Fargate
  bool visitors = false;  // somebody sends requests
  bool balancer = false;
  bool queue = false;
  bool database = false;
  bool privateTasks = false;  // no public addresses
  bool byHand = false;        // docker run
  int brokenTasks = 0;        // of the tasks, what goes wrong
  bool zoneLost = false;      // the first zone
  bool storm = false;         // the load grows
  bool deploys = false;       // another revision comes
};
inline constexpr int kPictureTasksMost = 9;

PictureFacts pictureFacts(const Scenario& scenario);

// An <svg> that is hidden from screen readers: the story says it in words. Colours by class.
Html scenarioPicture(const Scenario& scenario);

}  // namespace taskyard
