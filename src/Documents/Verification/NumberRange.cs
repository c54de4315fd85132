using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Documents.Verification;

/// <summary>
/// Makes sure that the range of a run's numbers, of 2^52 to 2^53 - 1, is free: a number holds 11 random bits of its run, too few to rely
/// upon, so a document of others in it could be changed and deleted.
/// </summary>
internal static class NumberRange
{
    /// <summary>Makes sure that no document is in the range of any run.</summary>
    /// <param name="reader">The server.</param>
    /// <param name="scenarios">The scenarios to be sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BatchPerfException">ScenarioIdentityUnsafe: the range is not free, or that cannot be seen; those of the
    /// client.</exception>
    public static async Task RequireFreeAsync(ReadBack reader, IEnumerable<IScenario> scenarios, CancellationToken cancellationToken)
    {
        await foreach (var found in FindAsync(reader, scenarios, cancellationToken))
        {
            throw Taken(found);
        }
    }

    /// <summary>Makes sure that no document is in the range of one run.</summary>
    /// <inheritdoc cref="RequireFreeAsync(ReadBack, IEnumerable{IScenario}, CancellationToken)"/>
    public static async Task RequireFreeAsync(
        ReadBack reader,
        IEnumerable<IScenario> scenarios,
        RunId run,
        CancellationToken cancellationToken)
    {
        await foreach (var found in FindAsync(reader, scenarios, cancellationToken))
        {
            if (LocalKey.BitsOf(found.Number) == LocalKey.BitsOf(run))
            {
                throw Taken(found);
            }
        }
    }

    /// <summary>
    /// The bits of runs, as <see cref="LocalKey.BitsOf(RunId)"/> gives them, in whose ranges the server has documents: a run with others
    /// cannot meet one of these.
    /// </summary>
    /// <inheritdoc cref="RequireFreeAsync(ReadBack, IEnumerable{IScenario}, CancellationToken)"/>
    public static async Task<IReadOnlySet<int>> TakenAsync(
        ReadBack reader,
        IEnumerable<IScenario> scenarios,
        CancellationToken cancellationToken)
    {
        HashSet<int> taken = [];
        await foreach (var found in FindAsync(reader, scenarios, cancellationToken))
        {
            taken.Add(LocalKey.BitsOf(found.Number)!.Value);
        }

        return taken;
    }

    /// <summary>
    /// The documents of each resource whose documents nothing but a number makes the run's, as far as they are in the range of runs.
    /// </summary>
    private static async IAsyncEnumerable<NumberFound> FindAsync(
        ReadBack reader,
        IEnumerable<IScenario> scenarios,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var document in scenarios.SelectMany(static s => s.Numbered).Distinct())
        {
            foreach (var image in await ListAsync(reader, document, cancellationToken))
            {
                var id = image.Id?.ToString();
                if (KeyFields.Value(image.Fields, document.Path) is not JsonValue value
                    || !decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                {
                    throw Unsafe(
                        $"{document.Resource} {id ?? "without an id"} shows no {document.Path}, so that it is not known whether it is in "
                            + "the range of the runs' own numbers",
                        $"Use a key that may read {document.Path} of {document.Resource}. Nothing was sent.");
                }

                if (LocalKey.BitsOf(number) is not null)
                {
                    yield return new NumberFound(document, number, id);
                }
            }
        }
    }

    private static BatchPerfException Taken(NumberFound found) => Unsafe(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Document.Resource} {found.Document.Path} {found.Number} is there (id {found.Id ?? "not given"}), in the range of the ")
            + $"runs' own numbers ({LocalKey.SmallestNumber} to {LocalKey.NumberLimit - 1}), so that it could be changed and deleted",
        "Where a run of this tool left it, delete it" + new OptionKey("Leftover").IfOffered(static o => $" ({o} finds it)")
            + ", and where another run is going on, wait for its end; otherwise this server has documents in the range, and the resource "
            + "cannot be loaded by itself. Nothing was sent.");

    private static async Task<IReadOnlyList<Api.DocumentImage>> ListAsync(
        ReadBack reader,
        NumberedDocument document,
        CancellationToken cancellationToken)
    {
        try
        {
            return await reader.WholeListAsync(document.Resource, cancellationToken);
        }
        catch (BatchPerfException problem) when (problem.ErrorId == "PreparationFailed")
        {
            throw Unsafe(
                $"Whether {document.Resource} has documents in the range of the runs' own numbers cannot be seen: "
                    + problem.Message.TrimEnd('.'),
                $"Use a key that may read {document.Resource}, or a server whose list can be read to its end. Nothing was sent.");
        }
    }

    private static BatchPerfException Unsafe(string message, string nextStep) =>
        new(IdentityProblem.Unsafe, ProblemKind.InvalidInput, message + ".", nextStep);

    private sealed record NumberFound(NumberedDocument Document, decimal Number, string? Id);
}
