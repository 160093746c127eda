/** What every operation of the API is made of: a call, what it says, and its answer. */
package org.threadless.api.call;
