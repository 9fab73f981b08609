package io.howdah.internal.xa;

import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.transaction.xa.Xid;

/**
 * The names under which branches are prepared on the server: format, global id and branch id, with underscores between and the ids in base64. pgjdbc
 * names them alike, so that either driver finishes what the other has prepared. Stateless.
 */
final class XidCodec {
    /** Base64 has no underscore. What others have prepared, under names of their own, does not match. */
    private static final Pattern NAME = Pattern.compile("(-?\\d{1,10})_([A-Za-z0-9+/]*={0,2})_([A-Za-z0-9+/]*={0,2})");

    private XidCodec() {}

    /** A branch's identity, equal to another with the same contents. Its arrays are shared: they are not to be changed. */
    private record BranchId(int formatId, byte[] globalId, byte[] branchId) implements Xid {
        @Override
        public int getFormatId() {
            return formatId;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return globalId.clone();
        }

        @Override
        public byte[] getBranchQualifier() {
            return branchId.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof BranchId id
                    && formatId == id.formatId
                    && Arrays.equals(globalId, id.globalId)
                    && Arrays.equals(branchId, id.branchId);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * formatId + Arrays.hashCode(globalId)) + Arrays.hashCode(branchId);
        }

        @Override
        public String toString() {
            return name(this);
        }
    }

    /** An identity that is equal to that of the same branch, whatever class the caller's is; null for null or one without ids. */
    static Xid copy(Xid xid) {
        if (xid == null || xid.getGlobalTransactionId() == null || xid.getBranchQualifier() == null) {
            return null;
        }
        return new BranchId(
                xid.getFormatId(),
                xid.getGlobalTransactionId().clone(),
                xid.getBranchQualifier().clone());
    }

    /** The name of a branch; at most 188 characters, where the server allows 199. Needs no quoting. */
    static String name(Xid xid) {
        Base64.Encoder base64 = Base64.getEncoder();
        return xid.getFormatId() + "_" + base64.encodeToString(xid.getGlobalTransactionId()) + "_"
                + base64.encodeToString(xid.getBranchQualifier());
    }

    /** The branch of that name; null for a name that is none of ours. */
    static Xid parse(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return null;
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            byte[] globalId = base64.decode(parts.group(2));
            byte[] branchId = base64.decode(parts.group(3));
            return globalId.length > Xid.MAXGTRIDSIZE || branchId.length > Xid.MAXBQUALSIZE
                    ? null
                    : new BranchId(Integer.parseInt(parts.group(1)), globalId, branchId);
        } catch (IllegalArgumentException notBase64OrTooLarge) {
            return null;
        }
    }
}
