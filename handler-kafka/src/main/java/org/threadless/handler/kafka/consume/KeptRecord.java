package org.threadless.handler.kafka.consume;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.threadless.handler.kafka.format.MessageRecords;
import org.threadless.handler.kafka.format.UnreadableRecordException;
import org.threadless.router.incoming.CarriedMessage;

/** A record that has come and is not done. One thread at a time has it. */
final class KeptRecord {

  private final ConsumerRecord<byte[], byte[]> record;
  private final PartitionProgress progress;
  private final PartitionProgress.Slot slot;
  private final String unreadable;
  private CarriedMessage message;
  private int failures;

  private KeptRecord(
      ConsumerRecord<byte[], byte[]> record,
      PartitionProgress progress,
      PartitionProgress.Slot slot,
      CarriedMessage message,
      String unreadable) {
    this.record = record;
    this.progress = progress;
    this.slot = slot;
    this.message = message;
    this.unreadable = unreadable;
  }

  /** Returns one that has come next in its partition. */
  static KeptRecord of(
      ConsumerRecord<byte[], byte[]> record, PartitionProgress progress, MessageRecords format) {
    PartitionProgress.Slot slot = progress.add(record.offset(), record.timestamp());
    boolean perhapsRouted = progress.isPerhapsRouted(record.offset());
    try {
      CarriedMessage message = format.read(record, perhapsRouted);
      return new KeptRecord(record, progress, slot, message, null);
    } catch (UnreadableRecordException e) {
      return new KeptRecord(record, progress, slot, null, e.getMessage());
    }
  }

  /** Returns what is dealt with in its order, one after the other. */
  Object lane() {
    return message == null ? record.partition() : message.message().connection();
  }

  /** Returns the message in it; null where there is none. */
  CarriedMessage message() {
    return message;
  }

  /** Returns why there is none, in one line; null where there is one. */
  String unreadable() {
    return unreadable;
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }

  /** Begins to deal with it; returns false where it is another node's by now. */
  boolean begin() {
    return progress.begin();
  }

  void finish() {
    progress.finish(slot);
  }

  /** Lets it be begun again: perhaps it was routed. */
  void putOff() {
    message = message == null ? null : message.again();
    progress.putOff();
  }

  /** Counts that it has failed for no known reason, and returns how often. */
  int failed() {
    failures++;
    return failures;
  }
}
