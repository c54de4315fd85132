using System.Globalization;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>
/// Reads a server's descriptors, of the types that are needed only, and creates the first of a type where asked to.
/// </summary>
/// <param name="client">The server, which fails at once when it is away.</param>
/// <param name="note">Receives notes of types that could not be read.</param>
/// <param name="warn">Receives warnings of descriptors that could not be created.</param>
/// <param name="made">Receives descriptors that were created, or of which that is not known.</param>
internal sealed class DescriptorValues(
    GuardedClient client,
    Action<string> note,
    Action<string> warn,
    IProgress<BatchFixture>? made = null)
{
    /// <summary>Servers limit the limit; none has a smaller one than this.</summary>
    private const int PageSize = 25;

    private readonly ReadBack _reader = new(client, ServerIdentities.BuiltIn);
    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.Ordinal);

    /// <summary>URIs by type.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values => _values;

    /// <summary>True for a type that was asked for, whatever came back.</summary>
    public bool WasAsked(string type) => _values.ContainsKey(type);

    /// <summary>True for a type that was read and has none.</summary>
    public bool Lacks(string type) => _values.GetValueOrDefault(type) is { Count: 0 } && !_unread.Contains(type);

    /// <summary>Has types read again of which the server failed to say anything, as often as it is called.</summary>
    public void ReadFailedAgain()
    {
        foreach (var type in _failed)
        {
            _values.Remove(type);
            _unread.Remove(type);
        }

        _failed.Clear();
    }

    /// <summary>Reads those of types that were not read yet.</summary>
    /// <returns>True where there were such.</returns>
    /// <exception cref="BatchPerfException">The server is away.</exception>
    public async Task<bool> ReadAsync(IEnumerable<string> types, CancellationToken cancellationToken)
    {
        var open = types.Where(t => !WasAsked(t)).ToArray();
        foreach (var type in open)
        {
            _values[type] = await ReadAsync(type, cancellationToken);
        }

        return open.Length > 0;
    }

    /// <summary>Creates a descriptor of each type that was read and has none, once.</summary>
    /// <returns>True where one was created.</returns>
    /// <exception cref="BatchPerfException">The server is away.</exception>
    public async Task<bool> CreateAsync(IEnumerable<string> types, CancellationToken cancellationToken)
    {
        var created = false;
        var maker = new FixtureMaker(_reader);
        var log = new FixtureLog(_reader, made);
        try
        {
            foreach (var type in types.Where(t => Lacks(t) && _tried.Add(t)).ToArray())
            {
                var uri = DescriptorTypes.OwnOf(type);
                var definition = PrerequisiteMaker.Descriptor(uri);
                var outcome = await maker.TryCreateAsync(definition, cancellationToken);
                if (outcome.Ready)
                {
                    created = true;
                    _values[type] = [uri.ToString()];
                    log.Add(definition, outcome);
                }
                else if (client.Away is { } away)
                {
                    throw away;
                }
                else if (outcome.Lost != LostAnswer.Unknown)
                {
                    warn($"{uri} could not be created: {outcome.Detail}.");
                }
            }
        }
        finally
        {
            log.AddDoubtful(maker);
        }

        return created;
    }

    private async Task<IReadOnlyList<string>> ReadAsync(string type, CancellationToken cancellationToken)
    {
        var segment = DescriptorTypes.SegmentOf(type);
        var query = string.Create(CultureInfo.InvariantCulture, $"limit={PageSize}");
        var (answer, problem, mayPass) = await AskAsync(token => client.GetAsync(segment, query, token), cancellationToken);
        if (problem is not null || DocumentImage.TryReadList(answer!.Body) is not { } first)
        {
            _unread.Add(type);
            _ = mayPass && _failed.Add(type);
            note($"GET {segment} answered {problem ?? "with no list"}: its descriptors are not known.");
            return [];
        }

        List<DocumentImage> all = [.. first];
        if (first.Count >= PageSize)
        {
            var reading = await DocumentPages.ReadAsync(
                client,
                segment,
                "",
                page =>
                {
                    all.AddRange(page);
                    return true;
                },
                cancellationToken);
            if (!reading.Complete)
            {
                note($"GET {segment} was not read to its end: {reading.Error?.Message.TrimEnd('.') ?? reading.Gap ?? reading.Refusal}.");
            }
        }

        return [.. all.Select(static d => UriOf(d)).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Asks once more where no answer came or the server failed.</summary>
    /// <returns>The answer, or why there is none that says anything, and whether that may pass.</returns>
    private async Task<(ResourceAnswer? Answer, string? Problem, bool MayPass)> AskAsync(
        Func<CancellationToken, Task<ResourceAnswer>> ask,
        CancellationToken cancellationToken)
    {
        for (var again = true; ; again = false)
        {
            try
            {
                var answer = await ask(cancellationToken);
                if (answer.Status < 500 || !again)
                {
                    return answer.Success ? (answer, null, false) : (null, StatusText.Of(answer), answer.Status is 429 or >= 500);
                }
            }
            catch (BatchPerfException) when (again)
            {
                // the connection may have broken just now
            }
            catch (BatchPerfException exception) when (client.Away is null)
            {
                return (null, exception.Message.TrimEnd('.'), true);
            }
        }
    }

    private static string? UriOf(DocumentImage document)
        => document.Fields["namespace"] is JsonValue space && document.Fields["codeValue"] is JsonValue code
            && $"{space}#{code}" is var uri && !uri.Contains("{{", StringComparison.Ordinal) // a template would take it for a token
            ? uri
            : null;
}
