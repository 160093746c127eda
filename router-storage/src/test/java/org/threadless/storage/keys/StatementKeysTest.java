package org.threadless.storage.keys;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documentation says which keys the statements name, for whoever spreads the tables. */
class StatementKeysTest {

  private static final Path CHECKOUT = Path.of("..");
  private static final Path DOCS = CHECKOUT.resolve("docs/scaling.md");

  private static final String BEGIN = "<!-- keys -->\n";
  private static final String END = "<!-- /keys -->\n";

  @Test
  void theTableOfTheDocumentationIsCurrent() throws IOException {
    String docs = Files.readString(DOCS);
    assertThat(docs).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    String current =
        docs.substring(0, docs.indexOf(BEGIN) + BEGIN.length())
            + table(MapperText.readAll(CHECKOUT))
            + docs.substring(docs.indexOf(END));
    if (Boolean.getBoolean("write-docs")) {
      Files.writeString(DOCS, current);
    } else {
      assertThat(docs)
          .as("docs/scaling.md; mvn test -pl router-storage -Dtest=StatementKeysTest -Dwrite-docs")
          .isEqualTo(current);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT id FROM message WHERE id = #{id}                                   | message",
        "SELECT id FROM message WHERE id > #{after} AND status = #{status}         | range of message",
        "SELECT m.id FROM message m WHERE m.connection_id IN (#{one}) AND m.id > 0 | connection",
        "DELETE FROM waiting WHERE message_id = ANY(CAST(#{ids} AS UUID ARRAY))    | message",
        "UPDATE message SET connection_id = #{to} WHERE id = #{id}                 | message",
        "INSERT INTO t (id, text, backend) VALUES (#{id}, #{text}, #{backend})     | backend, t",
        "INSERT INTO w (message_id) SELECT m.id FROM message m WHERE m.node = #{n} | node",
        "INSERT INTO r (message_id) SELECT id FROM message WHERE id = #{id}        | message",
        "DELETE FROM callback_event WHERE target NOT IN (#{one})                   | ''",
        "SELECT (SELECT c.id FROM connection c WHERE c.backend = n.b) FROM UNNEST(#{b}) AS n (b) | backend",
        "SELECT 1 FROM waiting w JOIN message m ON m.id = w.message_id             | ''",
        "SELECT 1 FROM (SELECT id FROM message LIMIT 5) l WHERE l.id = #{id}       | message",
        "SELECT 1 FROM message WHERE id = (SELECT message_id FROM waiting LIMIT 1) | ''",
      })
  void aKeyIsNamedWhereItIsComparedWithWhatIsGiven(String sql, String keys) {
    assertThat(String.join(", ", NamedKeys.of(sql))).isEqualTo(keys);
  }

  private static String table(List<MapperText.Statement> statements) {
    StringBuilder table = new StringBuilder(summary(statements));
    table.append("\n| mapper | names | statements |\n|---|---|---|\n");
    Map<String, Map<String, String>> all =
        statements.stream()
            .collect(
                groupingBy(
                    MapperText.Statement::mapper,
                    TreeMap::new,
                    groupingBy(
                        StatementKeysTest::keys,
                        TreeMap::new,
                        mapping(MapperText.Statement::name, joining(", ")))));
    all.forEach(
        (mapper, rows) ->
            rows.forEach(
                (keys, names) ->
                    table.append("| `%s` | %s | %s |\n".formatted(mapper, keys, names))));
    return table.toString();
  }

  private static String summary(List<MapperText.Statement> statements) {
    List<Set<String>> named =
        statements.stream().map(MapperText.Statement::sql).map(NamedKeys::of).toList();
    return "Of %d statements %d name a connection, by its id or by backend and identity, %d name messages, and %d a backend; %d name none of these.\n"
        .formatted(
            named.size(),
            count(named, StatementKeysTest::isOfConnection),
            count(named, keys -> keys.contains("message")),
            count(named, keys -> keys.contains("backend")),
            count(
                named,
                keys ->
                    !isOfConnection(keys)
                        && !keys.contains("message")
                        && !keys.contains("backend")));
  }

  private static boolean isOfConnection(Set<String> keys) {
    return keys.contains("connection") || keys.containsAll(Set.of("backend", "identity"));
  }

  private static long count(List<Set<String>> named, Predicate<Set<String>> what) {
    return named.stream().filter(what).count();
  }

  private static String keys(MapperText.Statement statement) {
    String keys = String.join(", ", NamedKeys.of(statement.sql()));
    return keys.isEmpty() ? "none" : keys;
  }
}
