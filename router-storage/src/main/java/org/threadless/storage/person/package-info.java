/** All that is kept of somebody, to be shown or erased. */
package org.threadless.storage.person;
