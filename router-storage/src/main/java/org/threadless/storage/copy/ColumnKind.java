package org.threadless.storage.copy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a column holds, whatever a database calls that: how its values are read, written, and told
 * apart, so that one that was copied is the same.
 */
enum ColumnKind {
  TEXT {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getString(column);
    }
  },
  UNIQUE_ID {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getObject(column, UUID.class);
    }
  },
  BOOL {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      boolean value = row.getBoolean(column);
      return row.wasNull() ? null : value;
    }
  },
  INTEGRAL {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      long value = row.getLong(column);
      return row.wasNull() ? null : value;
    }
  },
  DECIMAL {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getBigDecimal(column);
    }

    @Override
    String text(Object value) {
      return ((BigDecimal) value).stripTrailingZeros().toPlainString();
    }
  },
  SHORT_FLOATING {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      float value = row.getFloat(column);
      return row.wasNull() ? null : value;
    }
  },
  FLOATING {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      double value = row.getDouble(column);
      return row.wasNull() ? null : value;
    }
  },
  INSTANT {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
      // To what both keep.
      return value == null ? null : value.toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    void write(PreparedStatement statement, int place, Object value, String type)
        throws SQLException {
      statement.setObject(place, ((Instant) value).atOffset(ZoneOffset.UTC));
    }
  },
  DATE_AND_TIME {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      LocalDateTime value = row.getObject(column, LocalDateTime.class);
      return value == null ? null : value.truncatedTo(ChronoUnit.MICROS);
    }
  },
  DAY {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getObject(column, LocalDate.class);
    }
  },
  TIME_OF_DAY {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getObject(column, LocalTime.class);
    }
  },
  BYTES {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getBytes(column);
    }

    @Override
    void write(PreparedStatement statement, int place, Object value, String type)
        throws SQLException {
      statement.setBytes(place, (byte[]) value);
    }

    @Override
    byte[] bytes(Object value) {
      return (byte[]) value;
    }
  },
  JSON {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getString(column);
    }

    @Override
    void write(PreparedStatement statement, int place, Object value, String type)
        throws SQLException {
      if (type.equals("JSON")) {
        // H2 would take a text for a string in JSON.
        statement.setBytes(place, ((String) value).getBytes(StandardCharsets.UTF_8));
      } else {
        statement.setObject(place, value, Types.OTHER);
      }
    }

    // What the databases may write in another way: blanks, the order of keys.
    @Override
    String text(Object value) {
      try {
        return SORTED.writeValueAsString(
            SORTED.treeToValue(SORTED.readValue((String) value, JsonNode.class), Object.class));
      } catch (JacksonException e) {
        return (String) value;
      }
    }
  },
  LIST {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      java.sql.Array value = row.getArray(column);
      return value == null ? null : value.getArray();
    }

    @Override
    void write(PreparedStatement statement, int place, Object value, String type)
        throws SQLException {
      Connection connection = statement.getConnection();
      // PostgreSQL calls a list of texts _text; H2 does not ask.
      String element = type.startsWith("_") ? type.substring(1) : "VARCHAR";
      statement.setArray(place, connection.createArrayOf(element, (Object[]) value));
    }

    @Override
    String text(Object value) {
      return Arrays.deepToString((Object[]) value);
    }
  };

  private static final ObjectMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** Returns the kind of a column; empty where values of it cannot be copied. */
  static Optional<ColumnKind> of(int jdbcType, String typeName) {
    if (jdbcType == Types.ARRAY) {
      return Optional.of(LIST);
    }
    return Optional.ofNullable(
        switch (typeName.toUpperCase(Locale.ROOT)) {
          case "CHARACTER VARYING",
              "VARCHAR",
              "TEXT",
              "CHARACTER LARGE OBJECT",
              "CHARACTER",
              "BPCHAR",
              "VARCHAR_IGNORECASE" ->
              TEXT;
          case "UUID" -> UNIQUE_ID;
          case "BOOLEAN", "BOOL" -> BOOL;
          case "TINYINT",
              "SMALLINT",
              "INTEGER",
              "BIGINT",
              "INT2",
              "INT4",
              "INT8",
              "SERIAL",
              "BIGSERIAL" ->
              INTEGRAL;
          case "NUMERIC", "DECIMAL", "DECFLOAT" -> DECIMAL;
          case "REAL", "FLOAT4" -> SHORT_FLOATING;
          case "DOUBLE PRECISION", "FLOAT", "FLOAT8" -> FLOATING;
          case "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ" -> INSTANT;
          case "TIMESTAMP" -> DATE_AND_TIME;
          case "DATE" -> DAY;
          case "TIME" -> TIME_OF_DAY;
          case "BINARY VARYING", "BINARY LARGE OBJECT", "BINARY", "BYTEA" -> BYTES;
          case "JSON", "JSONB" -> JSON;
          default -> null;
        });
  }

  /** Returns a value, or null. */
  abstract Object read(ResultSet row, int column) throws SQLException;

  /**
   * Hands over a value that is not null.
   *
   * @param type what the database that it is for calls the type of its column
   */
  void write(PreparedStatement statement, int place, Object value, String type)
      throws SQLException {
    statement.setObject(place, value);
  }

  /** Returns a text that two values have in common if they are the same. */
  String text(Object value) {
    return value.toString();
  }

  /** Returns bytes alike. */
  byte[] bytes(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** Puts a value down, or that there is none. */
  void put(DataOutputStream out, Object value) throws IOException {
    if (value == null) {
      out.writeInt(-1);
    } else {
      byte[] bytes = bytes(value);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }
}
