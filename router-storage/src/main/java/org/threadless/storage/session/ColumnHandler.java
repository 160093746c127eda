package org.threadless.storage.session;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;

/**
 * A column of many rows, which a statement takes as an array. MyBatis's own handler has the
 * connection make an object of each first, and both drivers take them as they are.
 */
final class ColumnHandler extends BaseTypeHandler<String[]> {

  @Override
  public void setNonNullParameter(PreparedStatement to, int index, String[] value, JdbcType type)
      throws SQLException {
    to.setObject(index, value);
  }

  @Override
  public String[] getNullableResult(ResultSet from, String column) {
    throw readNever();
  }

  @Override
  public String[] getNullableResult(ResultSet from, int column) {
    throw readNever();
  }

  @Override
  public String[] getNullableResult(CallableStatement from, int column) {
    throw readNever();
  }

  private static UnsupportedOperationException readNever() {
    return new UnsupportedOperationException("an array is a parameter, and no result");
  }
}
