package org.threadless.storage.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppSqlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMMIT",
        "commit;",
        " \n\t Rollback",
        "ROLLBACK WORK",
        "ROLLBACK AND CHAIN",
        "BEGIN",
        "START TRANSACTION",
        "END",
        "ABORT",
        "PREPARE TRANSACTION 'a'",
        "SET AUTOCOMMIT TRUE",
        "SET EXCLUSIVE 1",
        "SET statement_timeout = 0",
        "SHUTDOWN IMMEDIATELY",
        "DROP ALL OBJECTS DELETE FILES",
        "CREATE TABLE quiz_more (n INT)",
        "TRUNCATE TABLE quiz_player",
        "EXECUTE IMMEDIATE 'COMMIT'",
        "RUNSCRIPT FROM 'x'",
        "-- a remark\nCOMMIT",
        "/* one /* in */ the other */ COMMIT",
        "SELECT 1; COMMIT",
        "SELECT 1;; /**/ SHUTDOWN",
        "SELECT 'a;''b'; COMMIT",
        "SELECT \";\"; COMMIT",
        "SELECT E'it\\'s'; COMMIT",
        "SELECT $$ ; $$; COMMIT",
        "SELECT $a$ $$ ; $a$; COMMIT",
        "SELECT a$b$, c$b$; COMMIT",
        "SELECT $1; COMMIT",
        "\u00A0COMMIT",
        "SELECT 1;\u2003COMMIT",
        "\u3000SHUTDOWN",
        "\u0001COMMIT",
        "SELECT 1--\r; COMMIT",
        "--x\rCOMMIT"
      })
  void whatEndsTheTransactionOrChangesMoreThanRowsIsRefused(String text) {
    assertThatThrownBy(() -> AppSql.check(text))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageMatching("[A-Z]+ is not for apps: [^\\n]*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 // '\n; COMMIT --'",
        "//x\nCOMMIT",
        "SELECT 1 AS `'`; COMMIT; --'",
        ".COMMIT"
      })
  void whatDatabasesReadDifferentlyIsRefused(String text) {
    assertThatThrownBy(() -> AppSql.check(text))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("not for apps");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SELECT 'http://a/`'", "SELECT 1 -- // `\n", "/* // ` */ SELECT 1", " ; "})
  void andNotWhereItIsInATextOrARemark(String text) {
    assertThatCode(() -> AppSql.check(text)).doesNotThrowAnyException();
  }

  @Test
  void theRefusalNamesTheStatementAndWhatToDo() {
    assertThatThrownBy(() -> AppSql.check("select 1; drop table quiz_player"))
        .hasMessage(
            "DROP is not for apps: they read and write rows, the router ends the message's"
                + " transaction, and tables are made and changed by migrations");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ; ",
        "SELECT 1",
        "(SELECT 1) UNION (SELECT 2)",
        "insert into a values (1); update a set n = 2;",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "{call f(?)}",
        "{? = call f(?)}",
        "? = CALL f(?)",
        "SAVEPOINT mine",
        "ROLLBACK TO SAVEPOINT mine",
        "ROLLBACK WORK TO mine",
        "RELEASE SAVEPOINT mine",
        "SET LOCAL statement_timeout = '5s'",
        "LOCK TABLE quiz_player",
        "SELECT 'a; COMMIT'",
        "SELECT 'a''; COMMIT'",
        "SELECT \"a; COMMIT\"",
        "SELECT 1 -- ; COMMIT",
        "SELECT 1 /* ; COMMIT */",
        "SELECT E'a\\'; COMMIT'",
        "DO $$ BEGIN PERFORM 1; COMMIT; END $$",
        "SELECT $a$ ; COMMIT $a$",
        "SELECT 'never ended; COMMIT",
        "SELECT E'never ended\\",
        "SELECT /* never ended; COMMIT",
        "SELECT $"
      })
  void whatReadsAndWritesRowsIsForApps(String text) {
    assertThatCode(() -> AppSql.check(text)).doesNotThrowAnyException();
  }
}
