using System.Globalization;

namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>Judgement on a batch, from its answer and its documents afterwards.</summary>
internal sealed record Judgement(AtomicityVerdict Verdict, AtomicityFinding Found, IReadOnlyList<BatchSurvivor> Survivors, string Detail)
{
    /// <summary>Returns the share of a batch's effects that is on the server.</summary>
    public static AtomicityFinding Find(TestBatch batch) => Find([.. batch.Watched]);

    public static Judgement Of(TestBatch batch, AtomicityPoison poison, BatchResult answer)
    {
        var differences = batch.Watched.Select(static d => d.Difference()).OfType<BatchSurvivor>().OrderBy(static s => s.Index).ToList();
        return answer.Success ? OfCommitted(batch, poison, differences)
            : answer.OperationsUnknown > 0 ? OfUnknown(batch, differences)
            : OfRefused(batch, answer, differences);
    }

    /// <summary>Judges a batch that was committed by its other operations alone: whether the poison took effect does not count.</summary>
    private static Judgement OfCommitted(TestBatch batch, AtomicityPoison poison, List<BatchSurvivor> differences)
    {
        var found = Find([.. batch.Watched.Where(static d => !d.IsPoison)]);
        return found switch
        {
            AtomicityFinding.Nothing or AtomicityFinding.Part =>
                new Judgement(
                    AtomicityVerdict.Survived,
                    found,
                    differences,
                    $"the server said that it committed, and the effect of only {Operations(differences.Count)} of "
                        + $"{batch.Operations.Count} is there"),
            _ => new Judgement(AtomicityVerdict.NotProvoked, found, [], poison == AtomicityPoison.Cancellation
                ? "the answer came before the client gave up: let it give up sooner"
                : "the server committed the batch with the poison in it"),
        };
    }

    /// <summary>Without an answer a batch may have been committed, but only as a whole.</summary>
    private static Judgement OfUnknown(TestBatch batch, List<BatchSurvivor> differences)
    {
        var (found, keys) = (Find(batch), Seen(batch));
        return found switch
        {
            AtomicityFinding.NotKnown => NotKnown(batch, differences),
            AtomicityFinding.Part => Survived(batch, found, differences),
            AtomicityFinding.Nothing =>
                new Judgement(
                    AtomicityVerdict.Atomic,
                    found,
                    [],
                    $"no answer said so, and nothing of the batch is there: all of {keys} documents are as they were{Unseen(batch)}"),
            _ when batch.PoisonIsUnseen || batch.Watched.Any(static d => d.IsUnseenPoison) =>
                new Judgement(
                    AtomicityVerdict.Unknown,
                    found,
                    differences,
                    "no answer came, everything but the poison is there, and whether the poison was taken cannot be seen"),
            _ => new Judgement(
                AtomicityVerdict.Atomic,
                found,
                [],
                $"no answer said so, and the whole batch is there: all of {keys} documents are as it would have them"),
        };
    }

    private static Judgement OfRefused(TestBatch batch, BatchResult answer, List<BatchSurvivor> differences)
    {
        var found = Find(batch);
        if (differences.Count > 0)
        {
            return Survived(
                batch,
                found == AtomicityFinding.Everything && batch.PoisonIndex is not null ? AtomicityFinding.Part : found,
                differences);
        }

        if (found == AtomicityFinding.NotKnown)
        {
            return NotKnown(batch, differences);
        }

        return answer.OperationsNotAttempted == answer.OperationCount && answer.StatusCode != batch.ExpectedStatus
            ? new Judgement(
                AtomicityVerdict.NotProvoked,
                found,
                [],
                $"the server refused the batch before it came to its operations: {answer.Error}")
            : new Judgement(
                AtomicityVerdict.Atomic,
                found,
                [],
                $"all of {Seen(batch)} documents are as they were{Unseen(batch)}{Surprise(batch, answer)}");
    }

    private static AtomicityFinding Find(List<TestDocument> documents)
    {
        var seen = documents.FindAll(static d => !d.IsUnseenPoison); // what the others show is proof enough
        if (seen.Exists(static d => !d.Before.Known || !d.After.Known))
        {
            return AtomicityFinding.NotKnown;
        }

        var changed = seen.Where(static d => d.Difference() is not null).ToHashSet();
        return changed.Count == 0 ? AtomicityFinding.Nothing
            : seen.TrueForAll(d => !d.Expected || changed.Contains(d)) ? AtomicityFinding.Everything
            : AtomicityFinding.Part;
    }

    private static Judgement Survived(TestBatch batch, AtomicityFinding found, List<BatchSurvivor> differences) =>
        new(
            AtomicityVerdict.Survived,
            found,
            differences,
            $"{Operations(differences.Count)} of {batch.Operations.Count} left their effect behind: {string.Join("; ", differences)}");

    private static Judgement NotKnown(TestBatch batch, IReadOnlyList<BatchSurvivor> differences) =>
        new(
            AtomicityVerdict.Unknown,
            AtomicityFinding.NotKnown,
            differences,
            "not every document could be read back: " + batch.Watched
                .Where(static d => !d.IsUnseenPoison)
                .Select(static d => d.After.Problem ?? d.Before.Problem)
                .First(static p => p is not null));

    private static int Seen(TestBatch batch) => batch.Watched.Count(static d => !d.IsUnseenPoison);

    private static string Unseen(TestBatch batch) => batch.Watched.FirstOrDefault(static d => d.IsUnseenPoison) is { } unseen
        ? $"; the poison's own document {unseen.Label} cannot be seen ({unseen.After.Problem ?? unseen.Before.Problem})"
        : "";

    private static string Surprise(TestBatch batch, BatchResult answer)
    {
        var status = answer.FailedStatus ?? answer.StatusCode;
        var other = status != batch.ExpectedStatus
            ? string.Create(CultureInfo.InvariantCulture, $"; {status} came instead of {batch.ExpectedStatus}")
            : "";
        return batch.PoisonIndex is { } index && answer.FailedIndex is { } failed && failed != index
            ? string.Create(CultureInfo.InvariantCulture, $"{other}; the server blamed operation {failed}, not the poison at {index}")
            : other;
    }

    private static string Operations(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} operation{(count == 1 ? "" : "s")}");
}
