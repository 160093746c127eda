package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tests a build leaves out that is told to: tried on a module of the same parent. */
@Tag("long")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class SkippedTestsIT {

  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <parent>
          <groupId>org.threadless</groupId>
          <artifactId>threadless-router</artifactId>
          <version>%s</version>
          <relativePath/>
        </parent>
        <artifactId>small</artifactId>
        <properties><java.module.name>small</java.module.name></properties>
        <dependencies>
          <dependency>
            <groupId>org.junit.jupiter</groupId>
            <artifactId>junit-jupiter-api</artifactId>
            <scope>test</scope>
          </dependency>
        </dependencies>
      </project>
      """;

  private static final String TEST =
      """
      package org.example;

      class %s {
        @org.junit.jupiter.api.Test
        void passes() {}
      }
      """;

  private static Maven maven;

  @TempDir private Path folder;

  @BeforeAll
  static void findMaven() throws IOException {
    maven = Maven.ofAll();
  }

  @ParameterizedTest
  @CsvSource({
    "-DskipTests, false, false",
    "-DskipITs,   true,  false",
    "-DskipTests=false, true, true",
  })
  void integrationTestsAreSkippedWithTheOthersOrAlone(String option, boolean unit, boolean whole)
      throws Exception {
    Files.createDirectory(folder.resolve(".mvn"));
    Files.copy(Checkout.file(".mvn/jvm.config"), folder.resolve(".mvn/jvm.config"));
    Files.writeString(folder.resolve("pom.xml"), POM.formatted(Checkout.version()));
    Path tests = Files.createDirectories(folder.resolve("src/test/java/org/example"));
    Files.writeString(tests.resolve("SmallTest.java"), TEST.formatted("SmallTest"));
    Files.writeString(tests.resolve("SmallIT.java"), TEST.formatted("SmallIT"));

    maven.run(folder, "verify", "-Dspotless.check.skip=true", option);

    assertThat(
            Files.exists(folder.resolve("target/surefire-reports/TEST-org.example.SmallTest.xml")))
        .isEqualTo(unit);
    assertThat(Files.exists(folder.resolve("target/failsafe-reports/TEST-org.example.SmallIT.xml")))
        .isEqualTo(whole);
  }
}
