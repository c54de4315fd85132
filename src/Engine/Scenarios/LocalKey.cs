namespace EdFi.BatchPerf.Scenarios;

/// <summary>
/// The forms of a natural key that fit where <see cref="BatchKey.Format(Span{byte}, int)"/> does not: 16 characters, or a whole number
/// of 16 digits. Both hold a local index of 41 bits, which names a triple within its run: client (17 bits), the client's sequence, and the
/// triple's position in its batch (as many of the 24 bits as its scenario needs). The sequence wraps around: after 2^24 triples of a client
/// an index comes again. That does no harm, because a document lives only as long as its batch or triple; where documents are kept, the
/// create then meets the run's own document, and the run ends. Indexes of clients that no run has belong to reused parents, which a key
/// that comes again therefore never meets.
/// </summary>
/// <param name="Run">The run.</param>
/// <param name="Index">The local index, 0 to 2^41 - 1.</param>
public readonly record struct LocalKey(RunId Run, long Index)
{
    /// <summary>Characters of the short key: 8 of the run (its last 41 bits and more), 8 of the index.</summary>
    public const int Length = 16;

    /// <summary>The smallest number, 2^52; all have 16 digits.</summary>
    public const long SmallestNumber = 1L << 52;

    /// <summary>More than the largest number: 2^53, up to which every reader of JSON holds whole numbers exactly.</summary>
    public const long NumberLimit = 1L << 53;

    /// <summary>Clients that a run may have: the most of a plan, which the room above knows.</summary>
    public const int Clients = 100_000;

    /// <summary>Places for reused parents of each client, 5,212,848: one for each triple of each of its scenarios.</summary>
    public const long ReusedPlaces = (((long)LastClient << TurnBits) - FirstReused) / Clients;

    private const long FirstReused = (long)Clients << TurnBits;
    private const int IndexBits = 41;
    private const int TurnBits = 24;
    private const int RunBits = 0x7FF;
    private const int LastClient = (1 << (IndexBits - TurnBits)) - 1;
    private const ulong ShortRuns = 2_821_109_907_456; // 36^8

    /// <summary>The number: 2^52, 11 bits of the run, the index.</summary>
    public long Number => SmallestNumber + ((long)(Run.Value & RunBits) << IndexBits) + Index;

    /// <summary>
    /// A new id for a run of a share of a plan. Its 11 bits in <see cref="Number"/> belong to the share, so that machines which carry out
    /// one plan never have the same numbers, however alike their clients and turns; of a plan of more than 2,048 units, those do whose
    /// units are 2,048 apart. They are none of those that are taken.
    /// </summary>
    /// <param name="segment">The share.</param>
    /// <param name="taken">Bits of runs whose numbers a server has; null for none.</param>
    /// <exception cref="BatchPerfException">RunNumbersTaken: none is left for the share.</exception>
    public static RunId NewRun(Segment segment, IReadOnlySet<int>? taken = null)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var free = Enumerable.Range(0, RunBits + 1).Where(bits => Fits(segment, bits) && taken?.Contains(bits) != true).ToHashSet();
        if (free.Count == 0)
        {
            throw new BatchPerfException(
                "RunNumbersTaken",
                ProblemKind.InvalidInput,
                "The server has documents whose numbers lie in the ranges of all runs that this machine could begin, so that they could be "
                    + "changed and deleted.",
                "Where runs of this tool left them, delete them" + new OptionKey("Leftover").IfOffered(static o => $" ({o} finds them)")
                    + "; where other runs are going on, wait for their end. Nothing was sent.");
        }

        while (true)
        {
            var run = RunId.New();
            if (free.Contains(BitsOf(run)))
            {
                return run;
            }
        }
    }

    /// <summary>The 11 bits of a run that its numbers hold.</summary>
    public static int BitsOf(RunId run) => (int)(run.Value & RunBits);

    /// <summary>The 11 bits of the run that made a number; null where no run can have made it.</summary>
    public static int? BitsOf(decimal number)
        => number is >= SmallestNumber and < NumberLimit ? (int)(((long)number - SmallestNumber) >> IndexBits) : null;

    private static bool Fits(Segment segment, int bits)
        => segment.Count <= RunBits ? segment.Has(bits) : bits == ((segment.First - 1) & RunBits);

    /// <summary>The key of a triple.</summary>
    /// <param name="key">
    /// Key of the batch. Clients of a run are numbered from 0 to 99,999; a larger number, which stands for documents that all clients
    /// share, becomes the last that 17 bits hold.
    /// </param>
    /// <param name="triple">Position of the triple in the batch, from 0.</param>
    /// <param name="tripleBits">Bits for positions, from <see cref="BitsFor"/>.</param>
    public static LocalKey Of(in BatchKey key, int triple, int tripleBits)
    {
        var turn = ((key.Sequence << tripleBits) | (uint)triple) & ((1L << TurnBits) - 1);
        return new LocalKey(key.Run, ((long)Math.Min(key.Client, LastClient) << TurnBits) | turn);
    }

    /// <summary>The key of parents that a client's batches reuse.</summary>
    /// <param name="run">The run.</param>
    /// <param name="client">The client; a larger number than 99,999, which no run gives, becomes that.</param>
    /// <param name="place">The parents' place among those of the client, 0 to <see cref="ReusedPlaces"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public static LocalKey OfReused(RunId run, int client, int place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, ReusedPlaces);
        return new LocalKey(run, FirstReused + (Math.Min(client, Clients - 1) * ReusedPlaces) + place);
    }

    /// <summary>
    /// Returns the part of a natural key that only keys of a run contain: its id, its short form, or a number; null where there is none.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="naturalKey">The natural key as JSON.</param>
    public static string? UniqueIn(RunId run, string naturalKey)
    {
        var id = run.ToString();
        if (naturalKey.Contains(id, StringComparison.Ordinal))
        {
            return id;
        }

        var half = id[^(Length / 2)..];
        if (naturalKey.Contains(half, StringComparison.Ordinal))
        {
            return half;
        }

        var from = -1;
        for (var i = 0; i <= naturalKey.Length; i++)
        {
            if (i < naturalKey.Length && char.IsAsciiDigit(naturalKey[i]))
            {
                from = from < 0 ? i : from;
                continue;
            }

            if (from >= 0 && i - from == Length && IsOf(run, naturalKey.AsSpan(from, Length)))
            {
                return naturalKey[from..i];
            }

            from = -1;
        }

        return null;
    }

    private static bool IsOf(RunId run, ReadOnlySpan<char> digits) =>
        long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) is >= SmallestNumber and < NumberLimit and var number
            && (ulong)((number - SmallestNumber) >> IndexBits) == (run.Value & RunBits);

    /// <summary>
    /// Bits that positions from 0 to <paramref name="tripleCount"/> need: a poisoned operation takes the one after the last.
    /// </summary>
    public static int BitsFor(int tripleCount) => 32 - int.LeadingZeroCount(tripleCount);

    /// <summary>Writes the short key as ASCII.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    public void WriteText(Span<byte> destination)
    {
        Base36.WritePadded(destination[..(Length / 2)], Run.Value % ShortRuns);
        Base36.WritePadded(destination[(Length / 2)..Length], (ulong)Index);
    }

    /// <summary>Writes the number as 16 digits in ASCII.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    public void WriteNumber(Span<byte> destination)
    {
        var rest = (ulong)Number;
        for (var i = Length - 1; i >= 0; i--)
        {
            destination[i] = (byte)('0' + (rest % 10));
            rest /= 10;
        }
    }
}
