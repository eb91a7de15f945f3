// IMS QTI 2.1: one file per question, a test that has them in their order, and the manifest of the
// package. Source: IMS QTI 2.1, ASI information model and XML binding (2012).

#include "learn/plain_text.h"
#include "learn/question_set.h"

namespace taskyard {

namespace {

constexpr const char* kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr const char* kQtiSpace =
    "xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "xsi:schemaLocation=\"http://www.imsglobal.org/xsd/imsqti_v2p1 "
    "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd\"";

std::string escaped(const std::string& markdown) {
  std::string text;
  for (const char c : plainText(markdown)) {
    switch (c) {
      case '&': text += "&amp;"; break;
      case '<': text += "&lt;"; break;
      case '>': text += "&gt;"; break;
      case '"': text += "&quot;"; break;
      default: text += c;
    }
  }
  return text;
}

// Identifiers begin with a letter and have no points.
std::string identifierOf(std::size_t number) { return "item" + std::to_string(number + 1); }
std::string choiceOf(std::size_t position) { return "choice" + std::to_string(position + 1); }

std::string responseText(const Question& question) {
  const bool single = question.key().size() == 1;
  std::string text = std::string("  <responseDeclaration identifier=\"RESPONSE\" cardinality=\"") +
                     (single ? "single" : "multiple") +
                     "\" baseType=\"identifier\">\n    <correctResponse>\n";
  for (const std::size_t position : question.key()) {
    text += "      <value>" + choiceOf(position) + "</value>\n";
  }
  return text + "    </correctResponse>\n  </responseDeclaration>\n";
}

std::string itemText(const SetQuestion& item, std::size_t number) {
  const Question& question = *item.question;
  std::string text = std::string(kXml) + "<assessmentItem " + kQtiSpace + " identifier=\"" +
                     identifierOf(number) + "\" title=\"" + escaped(question.id) +
                     "\" adaptive=\"false\" timeDependent=\"false\">\n" + responseText(question) +
                     "  <outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" "
                     "baseType=\"float\">\n    <defaultValue><value>0</value></defaultValue>\n"
                     "  </outcomeDeclaration>\n  <itemBody>\n";
  for (const std::string& paragraph : question.stem) {
    text += "    <p>" + escaped(paragraph) + "</p>\n";
  }
  text += "    <choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"false\" maxChoices=\"" +
          std::to_string(question.key().size()) + "\">\n";
  for (const std::size_t position : item.order) {
    text += "      <simpleChoice identifier=\"" + choiceOf(position) + "\">" +
            escaped(question.options[position].choice.text) + "</simpleChoice>\n";
  }
  return text +
         "    </choiceInteraction>\n  </itemBody>\n  <responseProcessing "
         "template=\"http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct\"/>\n"
         "</assessmentItem>\n";
}

std::string testText(const QuestionSet& set) {
  std::string text = std::string(kXml) + "<assessmentTest " + kQtiSpace +
                     " identifier=\"test\" title=\"Taskyard " + setCodeText(set.code) +
                     "\">\n  <testPart identifier=\"part1\" navigationMode=\"nonlinear\" "
                     "submissionMode=\"simultaneous\">\n    <assessmentSection "
                     "identifier=\"section1\" title=\"Questions\" visible=\"true\">\n";
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    text += "      <assessmentItemRef identifier=\"" + identifierOf(i) + "\" href=\"" +
            identifierOf(i) + ".xml\"/>\n";
  }
  return text + "    </assessmentSection>\n  </testPart>\n</assessmentTest>\n";
}

std::string resourceText(const std::string& id, const char* type, const std::string& more) {
  return "    <resource identifier=\"" + id + "-resource\" type=\"" + type + "\" href=\"" + id +
         ".xml\">\n      <file href=\"" + id + ".xml\"/>\n" + more + "    </resource>\n";
}

std::string manifestText(const QuestionSet& set) {
  std::string items;
  std::string dependencies;
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    items += resourceText(identifierOf(i), "imsqti_item_xmlv2p1", "");
    dependencies += "      <dependency identifierref=\"" + identifierOf(i) + "-resource\"/>\n";
  }
  return std::string(kXml) +
         "<manifest xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\" identifier=\"taskyard-" +
         setCodeText(set.code) +
         "\">\n  <metadata>\n    <schema>QTIv2.1 Package</schema>\n"
         "    <schemaversion>1.0.0</schemaversion>\n  </metadata>\n  <organizations/>\n"
         "  <resources>\n" +
         resourceText("test", "imsqti_test_xmlv2p1", dependencies) + items +
         "  </resources>\n</manifest>\n";
}

}  // namespace

std::vector<ExportFile> qtiFiles(const QuestionSet& set) {
  std::vector<ExportFile> files = {{"imsmanifest.xml", manifestText(set)},
                                   {"test.xml", testText(set)}};
  for (std::size_t i = 0; i < set.items.size(); ++i) {
    files.push_back({identifierOf(i) + ".xml", itemText(set.items[i], i)});
  }
  return files;
}

}  // namespace taskyard
