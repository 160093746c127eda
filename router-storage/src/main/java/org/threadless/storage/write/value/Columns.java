package org.threadless.storage.write.value;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Rows as columns, which a statement takes as arrays: the n-th of each array is of the n-th row.
 * All are texts, which both databases take as they are.
 */
public final class Columns {

  // Asked of the class, they are made anew each time.
  private static final ClassValue<List<Method>> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getAccessor)
              .toList();
        }
      };

  private Columns() {}

  /** Returns the columns of rows of one kind, by the names of their components. */
  public static Map<String, String[]> of(Collection<? extends Record> rows) {
    Map<String, String[]> columns = new HashMap<>();
    for (Method accessor : ACCESSORS.get(rows.iterator().next().getClass())) {
      columns.put(accessor.getName(), column(accessor, rows));
    }
    return columns;
  }

  /** Returns a column of ids. */
  public static String[] ids(Collection<?> ids) {
    return ids.stream().map(Object::toString).toArray(String[]::new);
  }

  private static String[] column(Method accessor, Collection<? extends Record> rows) {
    String[] column = new String[rows.size()];
    Iterator<? extends Record> each = rows.iterator();
    try {
      for (int i = 0; i < column.length; i++) {
        column[i] = text(accessor.invoke(each.next()));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(accessor + " cannot be read", e);
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
