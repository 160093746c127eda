/** Which messages are taken now, and how many: order, priorities, rates and last chances. */
package org.threadless.storage.wait.take;
