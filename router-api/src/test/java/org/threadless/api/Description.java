package org.threadless.api;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code openapi.yaml}, read, with the schemas in it. */
final class Description {

  private static final String ID = "https://threadless.test/openapi";
  private static final String OPENAPI = "openapi-3.1.schema.json";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final JsonNode document;
  private final SchemaRegistry schemas;
  private final List<DescribedOperation> operations;

  private Description(JsonNode document) {
    this.document = document;
    this.schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder
                    .schemas(Map.of(ID, document.toString()))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    this.operations =
        root().get("paths").names().stream().flatMap(path -> operationsAt(path).stream()).toList();
  }

  /** Reads the one that the router serves. */
  static Description read() {
    return new Description(read("openapi.yaml", new YAMLMapper()));
  }

  private static JsonNode read(String name, ObjectMapper mapper) {
    try (InputStream file = Description.class.getResourceAsStream(name)) {
      return mapper.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<DescribedOperation> operationsAt(String path) {
    SchemaPart item = root().get("paths", path);
    return item.names().stream()
        .filter(METHODS::contains)
        .map(method -> new DescribedOperation(method.toUpperCase(Locale.ROOT), path, item))
        .toList();
  }

  /** Returns all operations, in the order of the file. */
  List<DescribedOperation> operations() {
    return operations;
  }

  /** Returns those at a path below {@code /api/v1}, which is encoded. */
  List<DescribedOperation> at(String path) {
    List<DescribedOperation> found = operations.stream().filter(each -> each.isAt(path)).toList();
    // /contacts/import is no contact.
    List<DescribedOperation> exactly =
        found.stream().filter(each -> each.path().equals(path)).toList();
    return exactly.isEmpty() ? found : exactly;
  }

  SchemaPart root() {
    return new SchemaPart(this, "", document);
  }

  /** Returns the part at a pointer, if there is one. */
  Optional<SchemaPart> part(String pointer) {
    JsonNode node = document.at(pointer);
    String other = node.path("$ref").asString("");
    if (!other.isEmpty()) {
      return part(other.substring(1));
    }
    return node.isMissingNode()
        ? Optional.empty()
        : Optional.of(new SchemaPart(this, pointer, node));
  }

  /** Returns what is wrong with a value by the schema at a pointer. */
  List<String> problems(String pointer, JsonNode value) {
    return problems(schemas.getSchema(SchemaLocation.of(ID + "#" + pointer)), value);
  }

  /** Returns what is wrong with the document itself, by what OpenAPI says of documents. */
  List<String> problems() {
    return problems(schemas.getSchema(read(OPENAPI, new JsonMapper())), document);
  }

  /** Returns what is wrong with a schema, by what JSON Schema says of schemas. */
  List<String> schemaProblems(JsonNode schema) {
    String dialect = SpecificationVersion.DRAFT_2020_12.getDialectId();
    return problems(schemas.getSchema(SchemaLocation.of(dialect)), schema);
  }

  private static List<String> problems(Schema schema, JsonNode value) {
    return schema.validate(value).stream().map(Object::toString).toList();
  }
}
