package org.threadless.storage.keys;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which keys a statement names: the columns that it compares with a value that it is given, or
 * gives a new row. A key that it only finds out, by a join or in a subquery, is not named. It
 * understands the SQL of the mappers, no more.
 */
final class NamedKeys {

  /** What begins the key of a range of ids. */
  static final String RANGE = "range of ";

  private static final Pattern TOKEN =
      Pattern.compile(
          "#\\{[^}]*}|'(?:[^']|'')*'|[A-Za-z_][\\w.]*|\\d+|<=|>=|!=|<>|\\|\\||[^\\s\\w]");

  private static final Set<String> SOURCES = Set.of("FROM", "JOIN", "UPDATE", "INTO", "USING");

  private static final Set<String> RANGES = Set.of("<", ">", "<=", ">=");

  // What ends a value that something is compared with.
  private static final Set<String> ENDS =
      Set.of(
          "AND",
          "OR",
          "ORDER",
          "LIMIT",
          "WHERE",
          "THEN",
          "ELSE",
          "END",
          "UNION",
          "GROUP",
          "FOR",
          "RETURNING",
          "ON",
          "AS",
          "FROM",
          "JOIN",
          "LEFT",
          "SET",
          "OFFSET",
          ",");

  private static final Set<String> NO_ALIAS =
      Set.of(
          "AS",
          "WHERE",
          "SET",
          "ON",
          "ORDER",
          "GROUP",
          "LIMIT",
          "JOIN",
          "LEFT",
          "CROSS",
          "VALUES",
          "SELECT",
          "UNION",
          "FOR",
          "USING",
          "IN",
          "IS",
          "SKIP",
          "AND",
          "OR",
          "RETURNING",
          "HAVING");

  // They say which of those that have a key, and spread nothing.
  private static final Set<String> NO_KEYS =
      Set.of(
          "direction",
          "status",
          "state",
          "phase",
          "priority",
          "attempts",
          "kind",
          "stopped",
          "number",
          "step",
          "result",
          "type");

  // Names that somebody else has given.
  private static final Set<String> OTHERS_IDS = Set.of("external_id", "gateway_id");

  // The table of what is given in arrays.
  private static final String GIVEN = "";

  /** A SELECT, or the statement itself: what the columns in it are columns of. */
  private static final class Scope {

    private final Scope outer;
    private final Map<String, String> tables = new HashMap<>();
    private final List<String> inOrder = new ArrayList<>();
    private final List<String[]> compared = new ArrayList<>();
    private boolean isSetting;

    Scope(Scope outer) {
      this.outer = outer;
    }

    void add(String alias, String table) {
      tables.put(alias, table);
      inOrder.add(table);
    }

    String table(String alias) {
      String table = tables.get(alias);
      return table != null || outer == null ? table : outer.table(alias);
    }

    // That it reads; what it inserts into is read by nothing.
    String first(String insertedInto) {
      List<String> tables = inOrder.stream().filter(each -> !each.equals(GIVEN)).toList();
      return tables.stream()
          .filter(each -> !each.equals(insertedInto))
          .findFirst()
          .orElse(tables.isEmpty() ? GIVEN : tables.get(0));
    }
  }

  private final List<String> tokens;
  private final Set<String> keys = new TreeSet<>();
  private List<String> inserted = List.of();
  private String insertedInto = GIVEN;
  private final List<Scope> all = new ArrayList<>();

  private NamedKeys(List<String> tokens) {
    this.tokens = tokens;
  }

  /** Returns them, each once, in the order of the alphabet. */
  static Set<String> of(String sql) {
    NamedKeys named = new NamedKeys(TOKEN.matcher(sql).results().map(MatchResult::group).toList());
    named.read();
    return named.keys;
  }

  private void read() {
    Deque<Scope> scopes = new ArrayDeque<>();
    Deque<Integer> opened = new ArrayDeque<>();
    Scope root = begin(null);
    scopes.push(root);
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      if (token.equals("(")) {
        opened.push(i);
        if (isSelect(i)) {
          scopes.push(begin(scopes.peek()));
        }
      } else if (token.equals(")")) {
        int open = opened.pop();
        if (isSelect(open)) {
          Scope ended = scopes.pop();
          addDerived(open, i, ended, scopes.peek());
        }
      } else {
        readWord(i, scopes.peek());
      }
    }
    // What a subquery compares may be of a table that stands behind it.
    all.forEach(this::name);
    if (root.inOrder.stream().allMatch(each -> each.equals(GIVEN) || each.equals(insertedInto))) {
      inserted.stream().filter(NamedKeys::isKeyOfRow).forEach(each -> add(insertedInto, each, ""));
    }
  }

  private Scope begin(Scope outer) {
    Scope scope = new Scope(outer);
    all.add(scope);
    return scope;
  }

  private boolean isSelect(int open) {
    return isAny(open + 1, "SELECT", "WITH");
  }

  private void readWord(int at, Scope scope) {
    String word = tokens.get(at);
    if (SOURCES.contains(word) && isName(at + 1) && !NO_ALIAS.contains(tokens.get(at + 1))) {
      readSource(at + 1, scope);
    } else if (word.equals("SET")) {
      scope.isSetting = true;
    }
    if (Set.of("WHERE", "FROM", "RETURNING").contains(word)) {
      scope.isSetting = false;
    }
    if (isName(at) && !word.equals("NOT") && !scope.isSetting) {
      readComparison(at, scope);
    }
  }

  private void readSource(int at, Scope scope) {
    String table = tokens.get(at);
    if (table.equals("UNNEST")) {
      scope.add(alias(closing(at + 1) + 1, ""), GIVEN);
      return;
    }
    scope.add(alias(at + 1, table), table);
    if (tokens.get(at - 1).equals("INTO")) {
      insertedInto = table;
      if (isAny(at + 1, "(")) {
        inserted = tokens.subList(at + 2, closing(at + 1));
      }
    }
  }

  // A subquery that is selected from: its rows have the keys of the first table that it reads.
  private void addDerived(int open, int end, Scope ended, Scope outer) {
    if (open > 0 && isAny(open - 1, "FROM", "JOIN")) {
      outer.add(alias(end + 1, ""), ended.first(insertedInto));
    }
  }

  private String alias(int at, String otherwise) {
    int next = isAny(at, "AS") ? at + 1 : at;
    return isName(next) && !NO_ALIAS.contains(tokens.get(next)) ? tokens.get(next) : otherwise;
  }

  private void readComparison(int at, Scope scope) {
    if (isAny(at + 1, "=", "IN", "BETWEEN")) {
      compare(at, at + 2, "", scope);
    } else if (at + 1 < tokens.size() && RANGES.contains(tokens.get(at + 1))) {
      compare(at, at + 2, RANGE, scope);
    }
  }

  private void compare(int column, int value, String prefix, Scope scope) {
    int end = value;
    int depth = 0;
    while (end < tokens.size() && (depth > 0 || !isEnd(end))) {
      depth += tokens.get(end).equals("(") ? 1 : tokens.get(end).equals(")") ? -1 : 0;
      end++;
    }
    List<String> compared = tokens.subList(value, end);
    if (!compared.contains("SELECT")) {
      List<String> entry = new ArrayList<>(List.of(prefix, tokens.get(column)));
      entry.addAll(compared);
      scope.compared.add(entry.toArray(String[]::new));
    }
  }

  private boolean isEnd(int at) {
    return ENDS.contains(tokens.get(at)) || tokens.get(at).equals(")");
  }

  private void name(Scope scope) {
    for (String[] each : scope.compared) {
      boolean isGiven = false;
      for (int i = 2; i < each.length; i++) {
        isGiven |= each[i].startsWith("#{") || isOfGiven(each[i], scope);
      }
      if (isGiven) {
        String[] parts = each[1].split("\\.", -1);
        String table = parts.length == 1 ? scope.first(insertedInto) : scope.table(parts[0]);
        if (table != null && !table.equals(GIVEN)) {
          add(table, parts[parts.length - 1], each[0]);
        }
      }
    }
  }

  private static boolean isOfGiven(String token, Scope scope) {
    int dot = token.indexOf('.');
    return dot > 0 && GIVEN.equals(scope.table(token.substring(0, dot)));
  }

  // A new row has all columns, of which few are keys.
  private static boolean isKeyOfRow(String column) {
    return !OTHERS_IDS.contains(column)
        && (column.equals("id")
            || column.endsWith("_id")
            || column.equals("backend")
            || column.equals("identity"));
  }

  private void add(String table, String column, String prefix) {
    String key = column.equals("id") ? table : column;
    if (key.endsWith("_id") && !OTHERS_IDS.contains(key)) {
      key = key.substring(0, key.length() - "_id".length());
    }
    // Of ranges, those of messages alone: their ids are in the order of time.
    if (!NO_KEYS.contains(key) && (prefix.isEmpty() || key.equals("message"))) {
      keys.add(prefix + key);
    }
  }

  private int closing(int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += tokens.get(i).equals("(") ? 1 : tokens.get(i).equals(")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalStateException("a bracket is not closed: " + tokens);
  }

  private boolean isName(int at) {
    return at < tokens.size() && Pattern.matches("[A-Za-z_][\\w.]*", tokens.get(at));
  }

  private boolean isAny(int at, String... words) {
    return at < tokens.size() && Set.of(words).contains(tokens.get(at));
  }
}
