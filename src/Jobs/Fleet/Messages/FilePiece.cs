namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>A piece of a machine's file.</summary>
/// <param name="Bytes">The bytes, compressed with gzip.</param>
/// <param name="Next">Where the next piece begins; null where this is the last one.</param>
internal sealed record FilePiece(byte[] Bytes, long? Next);
