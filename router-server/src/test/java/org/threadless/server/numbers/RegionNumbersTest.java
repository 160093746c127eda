package org.threadless.server.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One number however it is written, and what is none as it is. */
class RegionNumbersTest {

  private static final List<String> REGIONS =
      List.of("KE", "NG", "US", "DE", "CU", "AR", "BR", "IT");

  @ParameterizedTest
  @CsvSource({
    "KE, +254700111222, +254700111222",
    "KE, 254700111222, +254700111222",
    "KE, 0700 111 222, +254700111222",
    "KE, 0700111222, +254700111222",
    "KE, 700111222, +254700111222",
    "KE, 0700-111-222, +254700111222",
    "KE, (0700) 111.222, +254700111222",
    "KE, +254 (0)700 111 222, +254700111222",
    "KE, 00254700111222, +254700111222",
    "KE, 000254700111222, +254700111222",
    "KE, ٠٧٠٠١١١٢٢٢, +254700111222",
    "KE, ＋２５４７００１１１２２２, +254700111222",
    "KE, 0110123456, +254110123456",
    "KE, 0202222222, +254202222222",
    "KE, 2348031234567, +2348031234567",
    "KE, 4915112345678, +4915112345678",
    "KE, 14155550123, +14155550123",
    "KE, +5352345678, +5352345678",
    "NG, 08031234567, +2348031234567",
    "NG, 2348031234567, +2348031234567",
    "NG, 0803 123 4567, +2348031234567",
    "NG, 254700111222, +254700111222",
    "US, (415) 555-0123, +14155550123",
    "US, 4155550123, +14155550123",
    "US, 14155550123, +14155550123",
    "US, 1-415-555-0123, +14155550123",
    "US, 011 254 700 111222, +254700111222",
    "US, 254700111222, +254700111222",
    "DE, 0151 12345678, +4915112345678",
    "DE, 0151/12345678, +4915112345678",
    "DE, 4915112345678, +4915112345678",
    "DE, 004915112345678, +4915112345678",
    "DE, 030 12345678, +493012345678",
    "CU, 52345678, +5352345678",
    "CU, 5352345678, +5352345678",
    "BR, 55999991234, +5555999991234",
    "BR, 5555999991234, +5555999991234",
    "IT, 3911234567, +393911234567",
    "IT, 0612345678, +390612345678",
  })
  void aNumberIsWrittenWithItsCountryCode(String region, String written, String uniform) {
    assertThat(new RegionNumbers(region).uniform(written)).isEqualTo(uniform);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22334",
        "70700",
        "123456",
        "0",
        "112",
        "+22334",
        "MTN",
        "M-PESA",
        "Safaricom",
        "INFO",
        "1-800-FLOWERS",
        "alice@example.org",
        "tel:+254700111222",
        "*123#",
        "0700111222#5",
        "0700111222 ext. 5",
        "0700111222;ext=5",
        "+254700111222,0700111333",
        "0700111222/0711222333",
        "++254700111222",
        "1234567890123456789",
        "+999123456789",
        "",
        " ",
        "+",
        "00",
        "😀"
      })
  void whatIsNoNumberStaysAsItIs(String identity) {
    for (String region : REGIONS) {
      assertThat(new RegionNumbers(region).uniform(identity)).as(region).isEqualTo(identity);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "KE, +254700111222, 0700111222",
    "NG, +2348031234567, 08031234567",
    "US, +14155550123, 4155550123",
    "DE, +4915112345678, 015112345678",
    "KE, +4915112345678, +4915112345678",
    "KE, 22334, 22334",
    "KE, MTN, MTN"
  })
  void aNumberOfTheRegionCanBeDialledThere(String region, String identity, String national) {
    assertThat(new RegionNumbers(region).national(identity)).isEqualTo(national);
  }

  @Test
  void whatIsUniformStaysSoAndNothingIsTooOdd() {
    Random random = new Random(18);
    for (String region : REGIONS) {
      RegionNumbers numbers = new RegionNumbers(region);
      for (int i = 0; i < 5000; i++) {
        String written = i % 2 == 0 ? numberLike(random) : anything(random);
        String uniform = numbers.uniform(written);

        assertThat(numbers.uniform(uniform)).as("%s %s", region, written).isEqualTo(uniform);
        if (!uniform.equals(written)) {
          assertThat(uniform).as("%s %s", region, written).matches("\\+[1-9][0-9]{2,20}");
        }
      }
    }
  }

  private static String numberLike(Random random) {
    String alphabet = "0123456789012345678900112254+ -()./٠٧۳";
    StringBuilder made = new StringBuilder(random.nextBoolean() ? "+" : "");
    for (int left = random.nextInt(20); left >= 0; left--) {
      made.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return made.toString();
  }

  private static String anything(Random random) {
    return random
        .ints(random.nextInt(30), 0, random.nextBoolean() ? 0x80 : 0x10000)
        .collect(StringBuilder::new, (made, one) -> made.append((char) one), StringBuilder::append)
        .toString();
  }
}
