package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.threadless.router.message.MessageIds;

/** Compares what is counted with the messages that there are. */
final class CountedMessages {

  static final Instant ALWAYS = Instant.parse("2999-01-01T00:00:00Z");

  private CountedMessages() {}

  /** Says that the counts are those of the stored messages, and the failed ones are listed. */
  static void assertRight(Database database) {
    database.messages().conversation(org.threadless.router.message.Connection.of("x", "x"), 1);
    Map<String, Long> stored = new TreeMap<>();
    Set<UUID> failed = new TreeSet<>();
    read(database, stored, failed);
    assertThat(counted(database)).isEqualTo(stored);
    assertThat(listed(database)).isEqualTo(failed);
  }

  private static Map<String, Long> counted(Database database) {
    return database.statistics().hours(Instant.EPOCH, ALWAYS).counts().stream()
        .collect(
            Collectors.toMap(
                each ->
                    each.hour()
                        + " "
                        + each.backend()
                        + " "
                        + each.direction()
                        + " "
                        + each.status(),
                each -> each.messages(),
                Long::sum,
                TreeMap::new));
  }

  private static void read(Database database, Map<String, Long> stored, Set<UUID> failed) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT id, backend, direction, status FROM message")) {
      while (rows.next()) {
        UUID id = rows.getObject(1, UUID.class);
        Instant hour = MessageIds.timeOf(id).truncatedTo(ChronoUnit.HOURS);
        String place = rows.getString(2) + " " + rows.getString(3) + " " + rows.getString(4);
        stored.merge(hour + " " + place, 1L, Long::sum);
        if (place.endsWith(" OUT FAILED")) {
          failed.add(id);
        }
      }
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<UUID> listed(Database database) {
    Set<UUID> listed = new TreeSet<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT message_id FROM failed_message")) {
      while (rows.next()) {
        listed.add(rows.getObject(1, UUID.class));
      }
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return listed;
  }
}
