package org.threadless.storage.node;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The statements that nodes are kept with; their SQL is in the XML of the same name. */
public interface NodeMapper {

  int nextId();

  int insert(
      @Param("id") int id, @Param("name") String name, @Param("oldestInHand") UUID oldestInHand);

  /** Keeps others from changing what stands of a node until the transaction is over. */
  Integer lock(@Param("id") int id);

  /** Lets those that take over look from this message on, which its node has just stored. */
  int lookFrom(@Param("message") UUID message);

  /**
   * Returns whether a transaction of a node that makes something its own has not ended; where none
   * has, none begins until this one is over.
   */
  boolean isStoring(@Param("id") int id);

  /** Waits until those that have begun are over, for five seconds at most; returns true. */
  boolean awaitStored(@Param("id") int id);

  /** Returns 0 where others took this node for dead. */
  int beat(@Param("id") int id, @Param("oldestInHand") UUID oldestInHand);

  List<NodeRow> others(@Param("id") int id);

  int remove(@Param("id") int id);

  int inheritMessages(@Param("id") int id, @Param("from") UUID from);

  int inheritWaiting(@Param("id") int id);

  int inheritEvents(@Param("id") int id);
}
