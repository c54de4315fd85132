using System.Net;
using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Batches;

/// <summary>The body of a batch for the platform's handler, which notes when it begins to go out.</summary>
/// <param name="body">Its bytes.</param>
internal sealed class BatchContent(ArraySegment<byte> body) : ByteArrayContent(body.Array!, body.Offset, body.Count)
{
    /// <summary>False as long as none of it can have been sent.</summary>
    public bool Begun { get; private set; }

    /// <summary>The body of a request, copied where it does not lie in an array.</summary>
    public static BatchContent Of(ReadOnlyMemory<byte> body) =>
        new(MemoryMarshal.TryGetArray(body, out var array) ? array : new ArraySegment<byte>(body.ToArray()));

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Begun = true;
        return stream.WriteAsync(body.Array!, body.Offset, body.Count, cancellationToken);
    }
}
