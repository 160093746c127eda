package org.threadless.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.threadless.api.ApiRouter.Answered;
import org.threadless.router.engine.access.token.Right;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class DescriptionTest {

  private final Description description = ApiRouter.description();

  @Test
  void itIsADocumentOfOpenApi() {
    assertThat(description.problems()).isEmpty();
    // A comma in a text without quotation marks begins another key, of which JSON Schema minds
    // none.
    assertThat(withoutValue(description.root().node())).isEmpty();
  }

  private static List<String> withoutValue(JsonNode node) {
    List<String> found = new ArrayList<>();
    if (node.isArray()) {
      node.values().forEach(each -> found.addAll(withoutValue(each)));
    }
    node.forEachEntry(
        (name, value) -> {
          if (!name.equals("examples")) {
            found.addAll(value.isNull() ? List.of(name) : withoutValue(value));
          }
        });
    return found;
  }

  @Test
  void itsSchemasAreSchemas() {
    List<SchemaPart> schemas = new ArrayList<>();
    find(description.root(), "schema", schemas);
    SchemaPart named = description.root().get("components", "schemas");
    named.names().forEach(name -> schemas.add(named.get(name)));

    assertThat(schemas).hasSizeGreaterThan(30);
    assertThat(schemas).flatMap(each -> description.schemaProblems(each.node())).isEmpty();
  }

  @Test
  void everyBodyHasAnExampleThatIsOne() {
    for (DescribedOperation operation : description.operations()) {
      operation
          .bodies()
          .forEach(
              (type, schema) -> {
                SchemaPart content = operation.part().get("requestBody", "content", type);
                JsonNode examples = content.node().path("examples");
                assertThat(examples).as(operation + ", " + type).isNotEmpty();
                examples
                    .values()
                    .forEach(
                        example ->
                            assertThat(schema.problems(example.get("value")))
                                .as(operation + ", " + type)
                                .isEmpty());
              });
    }
  }

  @Test
  void whatIsDescribedIsServedAndNothingElse() {
    Set<String> described =
        description.operations().stream()
            .map(DescribedOperation::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    try (ApiRouter api = ApiRouter.start()) {
      assertThat(new TreeSet<>(api.served())).isEqualTo(described);
    }
  }

  @Test
  void theFieldsThatAreDescribedAreThoseThatAreKnown() {
    try (ApiRouter api = ApiRouter.start()) {
      for (DescribedOperation operation : description.operations()) {
        SchemaPart body = operation.bodies().get("application/json");
        if (body != null && api.served().contains(operation.toString())) {
          Set<String> described = new TreeSet<>(body.get("properties").names());
          String path = operation.pathWith(new SchemaValues(new Random(1))::text);
          Answered answered =
              api.send(
                  api.request(path)
                      .header("Content-Type", "application/json")
                      .method(operation.method(), BodyPublishers.ofString("{\"other\": 1}")));
          if (answered.status() != 404) {
            assertThat(answered.json().get("errors").values())
                .as(operation.toString())
                .extracting(error -> error.get("problem").stringValue())
                .contains("is not known here; known: " + String.join(", ", described));
          }
        }
      }
    }
  }

  @Test
  void everyOperationNeedsARightThatThereIs() {
    Set<String> rights =
        Set.of(Right.values()).stream().map(Right::written).collect(Collectors.toSet());

    assertThat(description.operations()).extracting(DescribedOperation::right).isSubsetOf(rights);
  }

  @Test
  void anybodyMayReadIt() throws Exception {
    try (ApiRouter api = ApiRouter.start()) {
      URI url = api.root().resolve("/api/openapi.yaml");
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
      assertThat(new YAMLMapper().readTree(answer.body())).isEqualTo(description.root().node());
    }
  }

  private static void find(SchemaPart part, String name, List<SchemaPart> found) {
    for (String each : part.names()) {
      if (each.equals(name)) {
        found.add(part.get(name));
      } else if (!part.pointer().startsWith("/components/schemas")) {
        find(part.get(each), name, found);
      }
    }
    for (int i = 0; part.node().isArray() && i < part.node().size(); i++) {
      find(part.get(Integer.toString(i)), name, found);
    }
  }
}
