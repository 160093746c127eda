package org.threadless.kafka.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.threadless.testrig.KeytoolCertificate;

/**
 * Who may speak to a {@link KafkaCluster}: one name, which the brokers use among themselves too.
 *
 * @param user its name
 * @param password without quotation marks, commas and brackets
 * @param identity a file with the brokers' certificate and its key, in PEM
 * @param trusted a file with the certificate alone, in PEM
 */
public record KafkaAccess(String user, String password, Path identity, Path trusted) {

  static final String MECHANISM = "SCRAM-SHA-512";

  /**
   * Makes one, with a certificate of its own.
   *
   * @param folder for the two files
   */
  public static KafkaAccess make(Path folder, String user, String password)
      throws IOException, InterruptedException, GeneralSecurityException {
    KeytoolCertificate made = KeytoolCertificate.make(folder, "-1d", 30);
    return new KafkaAccess(
        user,
        password,
        Files.writeString(folder.resolve("broker.pem"), made.key() + made.certificate()),
        Files.writeString(folder.resolve("trusted.pem"), made.certificate()));
  }

  /** Returns what lets a client in, by Kafka's own names. */
  public Map<String, String> properties() {
    return Map.of(
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        MECHANISM,
        "sasl.jaas.config",
        jaas(),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        trusted.toString());
  }

  String jaas() {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, password);
  }

  /** Returns it as the storage of a broker knows it. */
  String scram() {
    return MECHANISM + "=[name=" + user + ",password=" + password + "]";
  }
}
