package org.threadless.storage.copy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * What rows are told apart by, in whatever order they are read: how many there are, and the sums of
 * their hashes (SHA-256, of which 128 bits are taken), one for each of the parts that they fall
 * into by their keys.
 */
final class RowSums {

  private static final int PARTS = 1024;

  private final CopiedTable table;
  private final MessageDigest digest = sha256();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final long[] high = new long[PARTS];
  private final long[] low = new long[PARTS];
  private long rows;

  RowSums(CopiedTable table) {
    this.table = table;
  }

  /** A hash of a row, and the part that it is in. */
  record RowHash(long high, long low, int part) {}

  /** Returns what a row is told apart by. */
  RowHash hash(Object[] values) {
    byte[] key = digest(table.key().isEmpty() ? null : table.key(), values);
    byte[] all = digest(null, values);
    ByteBuffer sum = ByteBuffer.wrap(all);
    return new RowHash(
        sum.getLong(), sum.getLong(), Math.floorMod(ByteBuffer.wrap(key).getInt(), PARTS));
  }

  void add(RowHash hash) {
    int part = hash.part();
    long before = low[part];
    low[part] += hash.low();
    boolean carried = Long.compareUnsigned(low[part], before) < 0;
    high[part] += hash.high() + (carried ? 1 : 0);
    rows++;
  }

  long rows() {
    return rows;
  }

  /** Returns a part that differs, or -1 where all are the same. */
  int difference(RowSums other) {
    for (int part = 0; part < PARTS; part++) {
      if (high[part] != other.high[part] || low[part] != other.low[part]) {
        return part;
      }
    }
    return -1;
  }

  static Object[] values(CopiedTable table, ResultSet row) throws SQLException {
    List<CopiedColumn> columns = table.columns();
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).kind().read(row, i + 1);
    }
    return values;
  }

  // Of these columns, or of all.
  private byte[] digest(List<String> names, Object[] values) {
    bytes.reset();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (int i = 0; i < values.length; i++) {
        CopiedColumn column = table.columns().get(i);
        if (names == null || names.contains(column.name())) {
          column.kind().put(out, values[i]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.copyOf(digest.digest(bytes.toByteArray()), 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
