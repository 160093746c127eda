package org.threadless.api;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.threadless.router.text.PercentCoding;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A request and its answer, held against {@code openapi.yaml}. */
record Exchange(
    String method,
    URI uri,
    HttpHeaders sent,
    String body,
    int status,
    HttpHeaders got,
    String text) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String BELOW = "/api/v1";
  private static final Set<Integer> TOLD_BY_THE_SERVER = Set.of(413, 414, 431);

  /** Returns what is not as the document says: nothing, where all is well. */
  List<String> problems(Description description) {
    if (!uri.getRawPath().startsWith(BELOW + "/") || isToldByTheServer()) {
      return List.of();
    }
    List<String> problems = new ArrayList<>(problems(description, description.at(path())));
    problems.replaceAll(problem -> this + ": " + problem);
    return problems;
  }

  /** Returns whether the API is not given it, and a line of text says why. */
  private boolean isToldByTheServer() {
    return status == 400 ? isUnreadable() : TOLD_BY_THE_SERVER.contains(status) && isLine();
  }

  private boolean isLine() {
    return type(got).equals("text/plain") && !text.contains("\n");
  }

  /** Returns whether no handler is given it: the server itself answers that it cannot be read. */
  private boolean isUnreadable() {
    try {
      byte[] bytes = PercentCoding.decode(uri.getRawPath());
      String path = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return path.indexOf(0) >= 0;
    } catch (CharacterCodingException e) {
      return true;
    }
  }

  /** Returns the path below the version, where several slashes are one. */
  private String path() {
    return uri.getRawPath().substring(BELOW.length()).replaceAll("/+", "/");
  }

  private List<String> problems(Description description, List<DescribedOperation> here) {
    String asked = method.equals("HEAD") ? "GET" : method;
    Optional<DescribedOperation> operation =
        here.stream().filter(each -> each.method().equals(asked)).findFirst();
    if (operation.isEmpty()) {
      return status < 400
          ? List.of("is answered, and not described")
          : answerProblems(description.root().get("components", "responses", "Problem"));
    }
    Optional<SchemaPart> answer = operation.get().answer(status);
    if (status == 500) {
      return List.of("that is a fault of the router");
    }
    if (answer.isEmpty()) {
      return List.of("such an answer is not described");
    }
    List<String> problems = new ArrayList<>(answerProblems(answer.get()));
    if (status < 300) {
      problems.addAll(requestProblems(operation.get()));
    }
    return problems;
  }

  private List<String> answerProblems(SchemaPart answer) {
    Optional<SchemaPart> content = answer.at("content");
    if (content.isEmpty() || method.equals("HEAD")) {
      return text.isEmpty() ? List.of() : List.of("has a body, and none is described");
    }
    String type = type(got);
    Optional<SchemaPart> schema = content.get().at(type, "schema");
    if (schema.isEmpty()) {
      return List.of("its answer is " + type + ", which is not described");
    }
    return type.endsWith("json") ? bodyProblems("its answer", schema.get(), text) : List.of();
  }

  private List<String> requestProblems(DescribedOperation operation) {
    List<String> problems = new ArrayList<>();
    operation
        .values(path())
        .orElseThrow()
        .forEach(
            (name, value) ->
                problems.addAll(valueProblems(name, operation.parameters("path"), value)));
    query()
        .forEach(
            each ->
                problems.addAll(
                    valueProblems(each.getKey(), operation.parameters("query"), each.getValue())));
    operation
        .parameters("header")
        .forEach(
            (name, schema) ->
                sent.firstValue(name)
                    .ifPresent(
                        value ->
                            problems.addAll(valueProblems(name, Map.of(name, schema), value))));
    Map<String, SchemaPart> bodies = operation.bodies();
    if (!bodies.isEmpty()) {
      String type = sent.firstValue("Content-Type").isPresent() ? type(sent) : "application/json";
      if (!bodies.containsKey(type)) {
        problems.add("was taken as " + type + ", which is not described");
      } else if (type.endsWith("json")) {
        problems.addAll(bodyProblems("was taken, and its body", bodies.get(type), body));
      }
    }
    return problems;
  }

  private List<Map.Entry<String, String>> query() {
    return Optional.ofNullable(uri.getRawQuery()).stream()
        .flatMap(query -> Arrays.stream(query.split("&")))
        .filter(each -> !each.isEmpty())
        .map(each -> each.split("=", 2))
        .map(each -> Map.entry(plain(each[0]), each.length > 1 ? plain(each[1]) : ""))
        .toList();
  }

  private static String plain(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  private static List<String> valueProblems(
      String name, Map<String, SchemaPart> schemas, String value) {
    SchemaPart schema = schemas.get(name);
    // An operation that has no parameters looks at none.
    if (schemas.isEmpty()) {
      return List.of();
    }
    if (schema == null) {
      return List.of("was taken with " + name + ", which is not described");
    }
    return prefixed("was taken, and " + name, schema.problems(read(schema, value)));
  }

  private static JsonNode read(SchemaPart schema, String value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (schema.text("type")) {
      case "integer" ->
          value.matches("[+-]?[0-9]{1,18}")
              ? nodes.numberNode(Long.parseLong(value))
              : nodes.stringNode(value);
      case "array" ->
          nodes.arrayNode().addAll(Stream.of(value.split(",", -1)).map(nodes::stringNode).toList());
      default -> nodes.stringNode(value);
    };
  }

  private static List<String> bodyProblems(String what, SchemaPart schema, String json) {
    try {
      return prefixed(what, schema.problems(JSON.readTree(json)));
    } catch (JacksonException e) {
      return List.of(what + " is no JSON: " + e.getOriginalMessage());
    }
  }

  private static List<String> prefixed(String what, List<String> problems) {
    return problems.stream().map(problem -> what + " is wrong: " + problem).toList();
  }

  private static String type(HttpHeaders headers) {
    // In any case (RFC 9110, 8.3.1).
    return headers
        .firstValue("Content-Type")
        .orElse("nothing")
        .replaceAll("\\s*;.*", "")
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    List<String> headers =
        sent.map().entrySet().stream()
            .filter(each -> !each.getKey().equals("Authorization"))
            .map(Object::toString)
            .toList();
    return method
        + " "
        + start(uri.toString())
        + " "
        + headers
        + " "
        + start(body)
        + " -> "
        + status
        + " "
        + start(text);
  }

  private static String start(String text) {
    return text.substring(0, Math.min(text.length(), 500));
  }
}
