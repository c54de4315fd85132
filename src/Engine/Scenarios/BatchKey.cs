namespace EdFi.BatchPerf.Scenarios;

/// <summary>
/// Names one batch of one run on one machine: the run's 64 random bits, the client and its sequence. Natural keys are made from it
/// and the position of the triple: <c>{run id, 13}{client, at least 1}-{sequence}-{triple}</c>, digits in base 36, lower case, so
/// that they stay unique in a collation that ignores case. At most 32 characters for 1,679,616 clients, 2.8 × 10¹² batches
/// each and 1,296 triples.
/// </summary>
public readonly record struct BatchKey(RunId Run, int Client, long Sequence)
{
    /// <summary>The longest natural key, in characters.</summary>
    public const int MaxLength = 32;

    /// <summary>The sequence that stands for parents which a client's batches reuse; batches count from 1.</summary>
    public const long ReusedSequence = 0;

    /// <summary>Writes the natural key of one triple as ASCII.</summary>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="triple">Position of the triple in the batch, from 0.</param>
    /// <returns>The number of bytes written.</returns>
    public int Format(Span<byte> destination, int triple)
    {
        Run.CopyTo(destination);
        var length = RunId.Length;
        length += Base36.Write(destination[length..], (ulong)Client);
        destination[length++] = (byte)'-';
        length += Base36.Write(destination[length..], (ulong)Sequence);
        destination[length++] = (byte)'-';
        return length + Base36.Write(destination[length..], (ulong)triple);
    }

    /// <summary>The natural key of one triple as text.</summary>
    public string Format(int triple)
    {
        Span<byte> buffer = stackalloc byte[MaxLength];
        return System.Text.Encoding.ASCII.GetString(buffer[..Format(buffer, triple)]);
    }
}
