/** Which keys the statements of the mappers name, for whoever wants to spread the tables. */
package org.threadless.storage.keys;
