package org.threadless.console.broadcast;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.threadless.console.call.Visit;
import org.threadless.router.text.Sha256;

/**
 * A broadcast as somebody has typed it; what is not said is empty.
 *
 * @param title what people know it by
 * @param text what is said, with the names of fields in braces
 * @param groups whose members get it
 * @param numbers of others, one in each line
 * @param table of others, as CSV
 * @param backend by which those who are in no group are reached
 * @param at when it is sent at the earliest
 * @param validUntil until when it is of use
 * @param zone of both
 */
public record BroadcastDraft(
    String title,
    String text,
    List<String> groups,
    String numbers,
    String table,
    String backend,
    String at,
    String validUntil,
    String zone) {

  /** Copies the list. */
  public BroadcastDraft {
    groups = List.copyOf(groups);
  }

  /** Returns one that says nothing but to whom, where the address names groups. */
  static BroadcastDraft to(List<String> groups) {
    String zone = ZoneId.systemDefault().getId();
    return new BroadcastDraft("", "", groups, "", "", "", "", "", zone);
  }

  /** Returns what a form says; a file that was chosen takes the place of the table before. */
  static BroadcastDraft of(Visit visit) {
    return new BroadcastDraft(
        field(visit, "title").strip(),
        field(visit, "text"),
        visit.fields("group").stream().filter(each -> !each.isBlank()).distinct().toList(),
        field(visit, "numbers"),
        visit.field("file").or(() -> visit.field("table")).map(BroadcastDraft::lines).orElse(""),
        field(visit, "backend"),
        field(visit, "at"),
        field(visit, "valid-until"),
        visit.field("zone").orElseGet(() -> ZoneId.systemDefault().getId()));
  }

  private static String field(Visit visit, String name) {
    return visit.field(name).map(BroadcastDraft::lines).orElse("");
  }

  // Browsers write each line of a form with two characters at its end.
  private static String lines(String typed) {
    return typed.replace("\r\n", "\n");
  }

  /** Returns whether a table was chosen. */
  public boolean hasTable() {
    return !table.isEmpty();
  }

  /** Returns how many lines the table has. */
  public long tableLines() {
    return table.lines().filter(line -> !line.isBlank()).count();
  }

  /** Returns whether a group is one of those that were chosen. */
  public boolean isTo(String group) {
    return groups.contains(group);
  }

  /** Tells it from others. */
  String fingerprint() {
    String all = String.join("\u0000", title, text, numbers, table, backend, at, validUntil, zone);
    String more = String.join("\u0000", groups);
    return Sha256.hex(
        all.getBytes(StandardCharsets.UTF_8), new byte[1], more.getBytes(StandardCharsets.UTF_8));
  }
}
