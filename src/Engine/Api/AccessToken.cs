using System.Text;

namespace EdFi.BatchPerf.Api;

/// <summary>A token with the points in time, as timestamps of the time provider, from which it should be and has to be renewed.</summary>
internal sealed class AccessToken(string value, long issued, long renewAt, long expires)
{
    public string AuthorizationHeader { get; } = "Bearer " + value;

    /// <summary>The token itself, to find it in a server's answer that quotes it.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = Encoding.ASCII.GetBytes(value);

    public long Issued { get; } = issued;

    public long RenewAt { get; } = renewAt;

    public long Expires { get; } = expires;

    public override string ToString() => "Bearer ***";
}
