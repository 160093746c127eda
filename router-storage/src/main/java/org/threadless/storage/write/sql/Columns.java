package org.threadless.storage.write.sql;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Rows as columns, which a statement takes as arrays: the n-th of each array is of the n-th row.
 * All are texts, which both databases take as they are.
 */
public final class Columns {

  private Columns() {}

  /** Returns the columns of rows of one kind, by the names of their components. */
  public static Map<String, String[]> of(Collection<? extends Record> rows) {
    Map<String, String[]> columns = new HashMap<>();
    for (RecordComponent component : rows.iterator().next().getClass().getRecordComponents()) {
      columns.put(component.getName(), column(component, rows));
    }
    return columns;
  }

  /** Returns a column of ids. */
  public static String[] ids(Collection<?> ids) {
    return ids.stream().map(Object::toString).toArray(String[]::new);
  }

  private static String[] column(RecordComponent component, Collection<? extends Record> rows) {
    String[] column = new String[rows.size()];
    Iterator<? extends Record> each = rows.iterator();
    try {
      for (int i = 0; i < column.length; i++) {
        column[i] = text(component.getAccessor().invoke(each.next()));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
    return column;
  }

  private static String text(Object value) {
    if (value == null) {
      return null;
    }
    return value instanceof Instant time
        ? time.truncatedTo(ChronoUnit.MICROS).toString()
        : value.toString();
  }
}
