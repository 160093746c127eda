package org.threadless.storage.session;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;

/**
 * Instants as {@code TIMESTAMP WITH TIME ZONE}, in microseconds, which both databases have.
 * MyBatis's own handler goes through {@code java.sql.Timestamp} and the JVM's time zone, which has
 * no room for the hour that comes twice in autumn.
 */
final class InstantHandler extends BaseTypeHandler<Instant> {

  @Override
  public void setNonNullParameter(PreparedStatement to, int index, Instant value, JdbcType type)
      throws SQLException {
    to.setObject(index, value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
  }

  @Override
  public Instant getNullableResult(ResultSet from, String column) throws SQLException {
    return instant(from.getObject(column, OffsetDateTime.class));
  }

  @Override
  public Instant getNullableResult(ResultSet from, int column) throws SQLException {
    return instant(from.getObject(column, OffsetDateTime.class));
  }

  @Override
  public Instant getNullableResult(CallableStatement from, int column) throws SQLException {
    return instant(from.getObject(column, OffsetDateTime.class));
  }

  private static Instant instant(OffsetDateTime value) {
    return value == null ? null : value.toInstant();
  }
}
