package io.howdah.internal.auth;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** The server's side of one SCRAM-SHA-256 login, as PostgreSQL does it; it can be told to lie. */
public final class ScramServer {
    private static final byte[] SALT = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] saltedPassword;
    private final int iterations;
    private byte[] bindingData = new byte[0];
    private String gs2Header;
    private String clientFirstBare;
    private String serverFirst;

    public ScramServer(String password, int iterations) {
        this.iterations = iterations;
        this.saltedPassword = ScramFunctions.saltedPassword(
                ScramMechanism.SCRAM_SHA_256,
                StringPreparation.POSTGRESQL_PREPARATION,
                password.toCharArray(),
                SALT,
                iterations);
    }

    /** The hash of the certificate that this server shows. */
    public ScramServer boundTo(byte[] data) {
        bindingData = data.clone();
        return this;
    }

    /** What the client said about channel binding: "n,,", "y,," or "p=tls-server-end-point,,". */
    public String gs2Header() {
        return gs2Header;
    }

    /** The answer to the client's first message. */
    public String first(String clientFirst) {
        int bare = clientFirst.indexOf("n=");
        gs2Header = clientFirst.substring(0, bare);
        clientFirstBare = clientFirst.substring(bare);
        String nonce = clientFirstBare.substring(clientFirstBare.indexOf(",r=") + 3);
        serverFirst = "r=" + nonce + "server" + ",s=" + Base64.getEncoder().encodeToString(SALT) + ",i=" + iterations;
        return serverFirst;
    }

    /** The answer to the client's final message; fails when the client's proof or binding is wrong. */
    public String last(String clientFinal) {
        String withoutProof = clientFinal.substring(0, clientFinal.lastIndexOf(",p="));
        ByteArrayOutputStream binding = new ByteArrayOutputStream();
        binding.writeBytes(gs2Header.getBytes(StandardCharsets.US_ASCII));
        if (gs2Header.startsWith("p=")) {
            binding.writeBytes(bindingData);
        }
        String expected = "c=" + Base64.getEncoder().encodeToString(binding.toByteArray()) + ",";
        if (!withoutProof.startsWith(expected)) {
            throw new AssertionError("channel binding: expected " + expected + ", got " + withoutProof);
        }
        String authMessage = clientFirstBare + "," + serverFirst + "," + withoutProof;
        byte[] clientKey = ScramFunctions.clientKey(ScramMechanism.SCRAM_SHA_256, saltedPassword);
        byte[] storedKey = ScramFunctions.storedKey(ScramMechanism.SCRAM_SHA_256, clientKey);
        byte[] signature = ScramFunctions.clientSignature(ScramMechanism.SCRAM_SHA_256, storedKey, authMessage);
        byte[] proof = Base64.getDecoder().decode(clientFinal.substring(clientFinal.lastIndexOf(",p=") + 3));
        if (!Arrays.equals(proof, ScramFunctions.clientProof(clientKey, signature))) {
            throw new AssertionError("the client's proof is wrong");
        }
        byte[] serverKey = ScramFunctions.serverKey(ScramMechanism.SCRAM_SHA_256, saltedPassword);
        byte[] serverSignature = ScramFunctions.serverSignature(ScramMechanism.SCRAM_SHA_256, serverKey, authMessage);
        return "v=" + Base64.getEncoder().encodeToString(serverSignature);
    }
}
