// What people get wrong in JSON files, and whether they are told what and where. Expected lines and
// columns were counted by hand; hostile texts must be answered quickly and without a crash.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/json.h"
#include "base/json_reader.h"

using namespace taskyard;

namespace {

struct Broken {
  const char* text;
  const char* place;  // what the message begins with
  const char* says;   // a part of the message
  const char* path;
};

void checkBroken(const Broken& broken) {
  CAPTURE(broken.text);
  const Result<JsonValue> result = parseJson(broken.text);
  REQUIRE(!result.ok());
  CAPTURE(result.error().message);
  CHECK(result.error().code == "InvalidJson");
  CHECK(result.error().message.starts_with(broken.place));
  CHECK(result.error().message.find(broken.says) != std::string::npos);
  CHECK(result.error().path == broken.path);
}

JsonValue parsed(std::string_view text) {
  Result<JsonValue> result = parseJson(text);
  REQUIRE(result.ok());
  return std::move(result.value());
}

}  // namespace

TEST_CASE("json: names the place of a refused token") {
  const Broken cases[] = {
      {"[1 2]", "line 1, column 4:", "comma", "/1"},
      {"{\"k\": 10 20}", "line 1, column 10:", "'20'", ""},
      {"[1,,2]", "line 1, column 4:", "a value is missing", "/1"},
      {"{\"a\" 1}", "line 1, column 6:", "colon", "/a"},
      {"{\"a\":1\n\"b\":2}", "line 2, column 1:", "comma", ""},
      {"[\n  1,\n  oops\n]", "line 3, column 3:", "'oops'", "/1"},
      {"[\"\xC3\xA9\xC3\xA9\" 1]", "line 1, column 7:", "comma", "/1"},
      {"\xEF\xBB\xBF{\"a\":x}", "line 1, column 6:", "'x'", "/a"},
      {"{\"\":[1,x]}", "line 1, column 8:", "'x'", "//1"},
      {"{\"a\":[1,2}", "line 1, column 10:", "wrong bracket", "/a/2"},
      {"{\"a\":}", "line 1, column 6:", "a value missing", "/a"},
      {"[{\"a\":1} {\"b\":2}]", "line 1, column 10:", "comma", "/1"},
  };
  for (const Broken& broken : cases) checkBroken(broken);
}

TEST_CASE("json: says what to do about what other formats allow") {
  const Broken cases[] = {
      {"{\n  // note\n  \"a\": 1\n}", "line 2, column 3:", "no comments", ""},
      {"{\"a\": 1 /* note */}", "line 1, column 9:", "no comments", ""},
      {"# note\n{}", "line 1, column 1:", "no comments", ""},
      {"[1,]", "line 1, column 4:", "trailing comma", "/1"},
      {"{\"a\":1,\n}", "line 2, column 1:", "trailing comma", ""},
      {"{'a':1}", "line 1, column 2:", "double quotes", ""},
      {"{\"a\": 'x'}", "line 1, column 7:", "double quotes", "/a"},
      {"{\"cpu\": {{ cpu }}}", "line 1, column 10:", "template", "/cpu"},
      {"{\"cpu\": ${CPU}}", "line 1, column 9:", "template", "/cpu"},
      {"{\"cpu\": <CPU>}", "line 1, column 9:", "template", "/cpu"},
      {"{% if x %}", "line 1, column 2:", "template", ""},
      {"{\"a\": True}", "line 1, column 7:", "lower case", "/a"},
      {"[NaN]", "line 1, column 2:", "'NaN'", "/0"},
      {"family: web\ncpu: 256\n", "line 1, column 1:", "starts with { or [", ""},
      {"[\xE2\x80\x9Cx\xE2\x80\x9D]", "line 1, column 2:", "plain double quotes", "/0"},
  };
  for (const Broken& broken : cases) checkBroken(broken);
}

TEST_CASE("json: says what is wrong inside strings and numbers") {
  const Broken cases[] = {
      {"{\"a\":\"b\nc\"}", "line 1, column 6:", "line break", "/a"},
      {"[\"abc", "line 1, column 2:", "not closed", "/0"},
      {"[\"C:\\docs\"]", "line 1, column 2:", "backslash", "/0"},
      {"[\"\\ud800\"]", "line 1, column 2:", "hexadecimal", "/0"},
      {"[\"\xFF\"]", "line 1, column 2:", "UTF-8", "/0"},
      {"[\"\xC3\"]", "line 1, column 2:", "UTF-8", "/0"},
      {"[01]", "line 1, column 3:", "leading zeros", "/1"},
      {"[-]", "line 1, column 2:", "JSON number", "/0"},
      {"[1.]", "line 1, column 2:", "JSON number", "/0"},
      {"[1e999]", "line 1, column 2:", "too large", "/0"},
  };
  for (const Broken& broken : cases) checkBroken(broken);
}

TEST_CASE("json: names the end of a truncated text, and text after the end") {
  const Broken cases[] = {
      {"", "line 1, column 1:", "empty", ""},
      {"  \n\t\n", "line 3, column 1:", "empty", ""},
      {"{\"a\": [1,\n 2", "line 2, column 3:", "array is closed with ]", "/a/2"},
      {"{\"a\": 1", "line 1, column 8:", "object is closed with }", ""},
      {"{\"a\"", "line 1, column 5:", "object is closed with }", "/a"},
      {"{} {}", "line 1, column 4:", "more text after the end", ""},
      {"12 13", "line 1, column 4:", "more text after the end", ""},
      {"{\"a\":1} x", "line 1, column 9:", "more text after the end", ""},
  };
  for (const Broken& broken : cases) checkBroken(broken);
}

TEST_CASE("json: refuses a key that is twice in one object, few keys or many") {
  const Result<JsonValue> few = parseJson("{\"a\": {\n\"cpu\": 1,\n\"cpu\": 2}}");
  REQUIRE(!few.ok());
  CHECK(few.error().code == "DuplicateKey");
  CHECK(few.error().path == "/a/cpu");
  CHECK(few.error().line == 3);

  std::string many = "{";
  for (int i = 0; i < 200; ++i) many += "\"k" + std::to_string(i) + "\": 0,\n";
  CHECK(parseJson(many + "\"last\": 0}").ok());
  const Result<JsonValue> twice = parseJson(many + "\"k7\": 0}");
  REQUIRE(!twice.ok());
  CHECK(twice.error().code == "DuplicateKey");
  CHECK(twice.error().path == "/k7");
  CHECK(twice.error().line == 201);
  // The same name in different objects is fine.
  CHECK(parseJson("[{\"a\":1},{\"a\":{\"a\":2}}]").ok());
}

TEST_CASE("json: answers hostile texts") {
  CHECK(parseJson(std::string(10u << 20, ' ')).error().code == "TooLarge");
  const Result<JsonValue> deep = parseJson(std::string(100000, '['));
  REQUIRE(!deep.ok());
  CHECK(deep.error().code == "TooDeep");
  CHECK(parseJson(std::string(64, '[') + std::string(64, ']')).ok());
  CHECK(!parseJson(std::string(65, '[') + std::string(65, ']')).ok());
  // Many keys: would take minutes if each were compared with all others.
  std::string keys = "{";
  for (int i = 0; i < 200000; ++i) keys += "\"" + std::to_string(i) + "\":0,";
  keys += "\"end\":0}";
  CHECK(parsed(keys).members().size() == 200001);
  CHECK(!parseJson(std::string_view("{\"a\":\0}", 7)).ok());
}

TEST_CASE("json: keeps lines, order and exact numbers") {
  const JsonValue value = parsed(
      "{\n\"z\": 1,\n\"a\": [\n true,\n null],\n\"n\": 9007199254740993,\n\"f\": 1.50,\n"
      "\"u\": 18446744073709551615,\n\"m\": -9223372036854775808}");
  CHECK(value.members()[0].first == "z");
  CHECK(value.find("z")->line() == 2);
  CHECK(value.find("a")->line() == 3);
  CHECK(value.find("a")->items()[1].line() == 5);
  CHECK(value.find("n")->integer() == 9007199254740993);
  CHECK(value.find("f")->kind() == JsonValue::Kind::Real);
  CHECK(value.find("f")->string() == "1.50");
  CHECK(value.find("u")->string() == "18446744073709551615");
  CHECK(value.find("m")->integer() == INT64_MIN);
}

TEST_CASE("json: what is printed reads back as the same value") {
  const JsonValue value = parsed(
      "{\"text\":\"\\u0000\\u001f\\\"\\\\/\\n\\t\\r \\u00e9 \\ud83d\\ude00\",\"empty\":{},"
      "\"list\":[[],{},-1,2.5e3,true,false,null,\"\"],\"\":{\"a/b~c\":1}}");
  CHECK(parsed(dumpJson(value)) == value);
  CHECK(parsed(dumpJsonPretty(value)) == value);
  CHECK(dumpJson(parsed("[1, {\"a\": \"b\"}]")) == "[1,{\"a\":\"b\"}]");
  CHECK(dumpJsonPretty(parsed("{\"a\":[1,2],\"b\":{}}")) ==
        "{\n    \"a\": [\n        1,\n        2\n    ],\n    \"b\": {}\n}");
}

TEST_CASE("json: pointers escape what RFC 6901 wants escaped") {
  CHECK(pointerTo("", "a/b~c") == "/a~1b~0c");
  CHECK(pointerTo("/x", std::size_t{3}) == "/x/3");
}

TEST_CASE("json_reader: collects every problem with its place") {
  const JsonValue value = parsed("{\n\"name\": 5,\n\"count\": 11,\n\"lst\": []\n}");
  Problems problems;
  ObjectReader reader(value, "/root", problems);
  CHECK(reader.requiredString("name").empty());
  CHECK(!reader.integer("count", {1, 10}));
  CHECK(reader.strings("list").empty());
  CHECK(reader.requiredInteger("seed") == 0);
  reader.rejectUnknownKeys();
  REQUIRE(problems.size() == 4);
  CHECK(problems[0] ==
        Error{"WrongType", "expected a string, found a whole number", "/root/name", 2});
  CHECK(problems[1] == Error{"OutOfRange", "11 is outside 1 to 10", "/root/count", 3});
  CHECK(problems[2] == Error{"MissingKey", "the key \"seed\" is missing", "/root", 1});
  CHECK(problems[3] ==
        Error{"UnknownKey", "unknown key \"lst\"; did you mean \"list\"?", "/root/lst", 4});
}

TEST_CASE("json_reader: stops reporting unknown keys after a while") {
  JsonValue value = JsonValue::object();
  for (int i = 0; i < 1000; ++i) value.members().emplace_back("x" + std::to_string(i), 0);
  Problems problems;
  ObjectReader reader(value, "", problems);
  reader.rejectUnknownKeys();
  CHECK(problems.size() == 21);
}
