namespace EdFi.BatchPerf.Api;

/// <summary>Method of sending key and secret to a token endpoint.</summary>
internal enum CredentialWay
{
    /// <summary>HTTP Basic with key and secret as they are (RFC 7617), which most servers take.</summary>
    Basic,

    /// <summary>HTTP Basic with each of them percent-encoded first, as RFC 6749 (2.3.1) wants it.</summary>
    EncodedBasic,

    /// <summary>Fields of the form.</summary>
    Form,
}
