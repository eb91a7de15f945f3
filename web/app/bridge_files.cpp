// Dropped and pasted files, saving and loading, and the form of a service, as the page asks for
// them.

#include <utility>

#include "api/aws_cli.h"
#include "app/bridge_call.h"
#include "app/command_line.h"
#include "app/files.h"
#include "pages/service_form.h"
#include "pages/validation_page.h"

namespace taskyard {

namespace {

Html droppedPage(const App& app, const DroppedFile& file) {
  ValidationPage page;
  page.fileName = file.name;
  page.report = file.report;
  page.definition = file.readable ? &file.definition : nullptr;
  page.fargateProblems = file.fargateProblems;
  if (page.canRun()) page.commands = serviceCommands(app.sandbox().state(), file.body);
  return validationPage(page);
}

// What of the last file could not be taken, with its place.
JsonValue leftOut(const App& app) {
  JsonValue refused = JsonValue::array();
  for (const Error& error : app.study().refused) {
    refused.push(error.path + ": " + error.message);
  }
  return refused;
}

// {"name", "text"} -> {"kind": "taskDefinition", "html"} or {"kind": "save", "refused"}, which was
// loaded.
JsonValue dropFile(BridgeCall& call) {
  std::string name = call.in.requiredString("name");
  const std::string text = call.in.requiredString("text");
  if (call.broken()) return call.refuse();
  if (kindOf(text) == FileKind::Save) {
    const Result<Done> loaded = loadSaveFile(call.app, text);
    if (!loaded) return refusal(loaded.error());
    return fine().set("kind", "save").set("refused", leftOut(call.app));
  }
  call.app.setDropped(readDropped(std::move(name), text));
  return fine()
      .set("kind", "taskDefinition")
      .set("accepted", call.app.dropped()->report.accepted)
      .set("html", droppedPage(call.app, *call.app.dropped()).str());
}

JsonValue dropped(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  const DroppedFile* file = call.app.dropped();
  return fine().set("html", file == nullptr ? std::string() : droppedPage(call.app, *file).str());
}

JsonValue closeDropped(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  call.app.setDropped(std::nullopt);
  return fine();
}

JsonValue played(App& app, const Result<std::string>& service) {
  if (!service) return refusal(service.error());
  app.setPlaying(true);
  return fine().set("service", service.value());
}

JsonValue runDropped(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  if (call.app.dropped() == nullptr) {
    return refusal({"NothingDropped", "There is no task definition to run.", "", 0});
  }
  const JsonValue body = call.app.dropped()->body;
  const Result<std::string> service = runAsService(call.app, body);
  if (service) call.app.setDropped(std::nullopt);
  return played(call.app, service);
}

// One service of three tasks in the sandbox, playing.
JsonValue startDemo(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  return played(call.app, runAsService(call.app, demoTaskDefinition()));
}

JsonValue save(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  return fine().set("text", dumpJson(saveFile(call.app)));
}

// {"text"}.
JsonValue load(BridgeCall& call) {
  const std::string text = call.in.requiredString("text");
  if (call.broken()) return call.refuse();
  const Result<Done> loaded = loadSaveFile(call.app, text);
  if (!loaded) return refusal(loaded.error());
  return fine().set("refused", leftOut(call.app));
}

JsonValue progress(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  return fine().set("text", writeProgress(call.app.study().progress));
}

JsonValue serviceFormPage(BridgeCall& call) {
  if (call.broken()) return call.refuse();
  return fine().set("html", serviceForm(call.app.run().state()).str());
}

// The form's fields, and {"send"}: false only shows the command -> {"command"}.
JsonValue createService(BridgeCall& call) {
  const bool send = call.in.boolean("send").value_or(false);
  const Request request = serviceRequest(call.in);
  if (call.broken()) return call.refuse();
  if (send) {
    const Result<ApiAnswer> answer = call.app.call(request);
    if (!answer) {
      Error error = answer.error();
      error.message = cliErrorText(request, error);
      return refusal(error);
    }
  }
  return fine().set("command", toCommandLine(request));
}

constexpr BridgeEntry kEntries[] = {
    {"dropFile", dropFile},
    {"dropped", dropped},
    {"closeDropped", closeDropped},
    {"runDropped", runDropped},
    {"startDemo", startDemo},
    {"save", save},
    {"load", load},
    {"progress", progress},
    {"serviceForm", serviceFormPage},
    {"createService", createService},
};

}  // namespace

BridgeHandler findFileHandler(std::string_view name) { return handlerIn(kEntries, name); }

}  // namespace taskyard
