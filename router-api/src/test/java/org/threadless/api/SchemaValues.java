package org.threadless.api;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Makes values of schemas, at random; where it is let slip, also such as are none. */
final class SchemaValues {

  private static final List<String> CHARACTERS =
      List.of(
          "a", "Z", "7", " ", "+", "'", "\"", "\\", "{", "%", "/", "é", "ß", "م", "中", "😀", "\n");

  private static final List<String> NAMES = List.of("nurses", "Amina", "a/b", "+254700111222", "é");

  /** What no schema has, or hardly any: JSON, mostly. */
  private static final List<String> WILD =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "0.5",
          "1e400",
          "-1e-400",
          "123456789012345678901234567890",
          "NaN",
          "01",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\u200f\\u202e\"",
          "\"\\uffff\"",
          "\"'; DROP TABLE message; --\"",
          "\"%s %n {0} ${user.home} {name\"",
          "\"a-backend\"",
          "\"+999999999-12-31T23:59:59+18:00\"",
          "\"-999999999-01-01T00:00:00Z\"",
          "\"0000-01-01T00:00:00Z\"",
          "\"9999-12-31T23:59:59.999999999-18:00\"",
          "\"2027-02-30T00:00:00Z\"",
          "\"2027-01-31T08:00:00,5+18:01\"",
          "[]",
          "{}",
          "[null]",
          "{\"\": null}",
          "{\"\\ud800\": 1}",
          "{\"a\": 1, \"a\": 2}",
          "\"" + "x".repeat(10_000) + "\"",
          "\"" + "😀".repeat(10_000) + "\"",
          "\"" + "9".repeat(2_000) + "\"",
          "9".repeat(1_500),
          "[".repeat(900) + "]".repeat(900),
          "{\"a\":".repeat(5_000),
          "/* no */ 1",
          "\"open");

  private final Random random;
  private final List<String> ids = new ArrayList<>();
  private int slips;

  SchemaValues(Random random) {
    this.random = random;
  }

  /** Has it take this id from time to time. */
  void know(String id) {
    if (ids.size() == 50) {
      ids.remove(random.nextInt(ids.size()));
    }
    ids.add(id);
  }

  /** Lets it do something wrong, up to so many times in what it makes next. */
  SchemaValues slip(int times) {
    slips = times;
    return this;
  }

  /** Returns a value as it stands in a path or a query. */
  String text(SchemaPart schema) {
    if (slips()) {
      return pick(WILD).replaceAll("^\"|\"$", "").replace("\\u0000", "\0");
    }
    return switch (type(schema)) {
      case "integer" -> Long.toString(number(schema));
      case "array" ->
          IntStream.rangeClosed(1, atLeastOne(3))
              .mapToObj(i -> text(schema.get("items")))
              .collect(Collectors.joining(","));
      default -> string(schema);
    };
  }

  /** Returns a value as JSON. */
  String json(SchemaPart schema) {
    if (slips()) {
      return pick(WILD);
    }
    List<SchemaPart> choices = schema.list("oneOf");
    if (!choices.isEmpty() && schema.at("properties").isEmpty()) {
      return json(pick(choices));
    }
    return switch (type(schema)) {
      case "object" -> object(schema, choices);
      case "array" -> array(schema);
      case "integer", "number" -> Long.toString(number(schema));
      case "boolean" -> Boolean.toString(random.nextBoolean());
      case "null" -> "null";
      default -> StringNode.valueOf(string(schema)).toString();
    };
  }

  private String type(SchemaPart schema) {
    JsonNode type = schema.node().path("type");
    return type.isArray() ? type.get(random.nextInt(type.size())).stringValue() : type.asString("");
  }

  private String object(SchemaPart schema, List<SchemaPart> choices) {
    Set<String> required = names(schema);
    Set<String> not = new HashSet<>();
    if (!choices.isEmpty()) {
      SchemaPart choice = pick(choices);
      choices.forEach(each -> not.addAll(names(each)));
      not.removeAll(names(choice));
      required.addAll(names(choice));
    }
    List<String> fields = new ArrayList<>();
    for (String name : schema.at("properties").map(SchemaPart::names).orElse(List.of())) {
      boolean wanted = required.contains(name) || random.nextInt(3) == 0;
      if (!not.contains(name) && wanted && !slips()) {
        fields.add(field(name, schema.get("properties", name)));
      }
    }
    schema
        .at("additionalProperties")
        .filter(each -> each.node().isObject())
        .ifPresent(each -> fields.add(field(pick(NAMES), each)));
    if (slips() && !fields.isEmpty()) {
      fields.add(pick(fields));
    }
    if (slips()) {
      fields.add("\"unknown\": " + pick(WILD));
    }
    return "{" + String.join(", ", fields) + "}";
  }

  private String field(String name, SchemaPart schema) {
    return StringNode.valueOf(name) + ": " + json(schema);
  }

  private static Set<String> names(SchemaPart schema) {
    return schema.node().path("required").values().stream()
        .map(JsonNode::stringValue)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private String array(SchemaPart schema) {
    int most = schema.node().path("maxItems").asInt(5);
    int size =
        slips()
            ? Math.min(most + 1, 2_000)
            : random.nextInt(50) == 0 ? Math.min(most, 1_000) : atLeastOne(3);
    SchemaPart items = schema.get("items");
    return IntStream.range(0, size)
        .mapToObj(i -> json(items))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private long number(SchemaPart schema) {
    int least = schema.node().path("minimum").asInt(0);
    int most = schema.node().path("maximum").asInt(1_000_000);
    return slips() ? most + 1L : least + random.nextInt(most - least + 1);
  }

  private String string(SchemaPart schema) {
    if (schema.isSchema("Id")) {
      return !ids.isEmpty() && random.nextInt(4) > 0
          ? pick(ids)
          : new UUID(random.nextLong(), random.nextLong()).toString();
    }
    if (schema.isSchema("BackendName")) {
      return "test";
    }
    if (schema.isSchema("Identity")) {
      return random.nextBoolean() ? "+2547001112" + random.nextInt(100) : pick(NAMES);
    }
    if (schema.node().has("enum")) {
      return schema
          .node()
          .get("enum")
          .get(random.nextInt(schema.node().get("enum").size()))
          .stringValue();
    }
    return switch (schema.text("format")) {
      case "date-time" -> time();
      case "uri" -> "https://example.org/" + random.nextInt(10);
      default -> schema.node().has("pattern") ? "k" + random.nextInt(20) : words(schema);
    };
  }

  private String time() {
    return Instant.now()
        .plus(Duration.ofSeconds(random.nextInt(-1_000_000, 1_000_000)))
        .atOffset(ZoneOffset.ofHours(random.nextInt(-18, 19)))
        .toString();
  }

  private String words(SchemaPart schema) {
    if (random.nextInt(3) == 0) {
      return pick(NAMES);
    }
    int least = schema.node().path("minLength").asInt(0);
    int most = schema.node().path("maxLength").asInt(200);
    int length =
        random.nextInt(20) == 0 ? most : least + random.nextInt(Math.min(30, most - least) + 1);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(pick(CHARACTERS));
    }
    return text.length() > length ? text.substring(0, length - 1) + "x" : text.toString();
  }

  private boolean slips() {
    if (slips > 0 && random.nextInt(5) == 0) {
      slips--;
      return true;
    }
    return false;
  }

  private int atLeastOne(int most) {
    return 1 + random.nextInt(most);
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  String wild() {
    return pick(WILD);
  }
}
