package org.threadless.storage.write;

import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Incoming messages as columns: the n-th of each array is of the n-th message. All but the numbers
 * are texts, which both databases take as they are.
 */
@SuppressWarnings("ArrayRecordComponent") // Only read by MyBatis.
public record ClaimRows(
    String[] ids,
    String[] connectionIds,
    String[] backends,
    String[] texts,
    String[] externalIds,
    String[] fields,
    String[] createdAt,
    Integer[] nodes,
    String[] fingerprints) {

  public static ClaimRows of(List<MessageRow> rows) {
    return new ClaimRows(
        column(rows, row -> row.id().toString()),
        column(rows, row -> row.connectionId().toString()),
        column(rows, MessageRow::backend),
        column(rows, MessageRow::text),
        column(rows, MessageRow::externalId),
        column(rows, MessageRow::fields),
        column(rows, row -> row.createdAt().truncatedTo(ChronoUnit.MICROS).toString()),
        rows.stream().map(MessageRow::node).toArray(Integer[]::new),
        column(rows, row -> row.fingerprint().toString()));
  }

  /** Returns one text of each row, in their order. */
  public static <T> String[] column(Collection<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }
}
