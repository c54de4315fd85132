using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.Verification;

/// <summary>
/// Decides whether documents of a triple can only be documents of its run: the identity by which the server knows each of them has to
/// hold the run's key in full. A create is an upsert, so any other document might be one that was there before.
/// </summary>
internal static class IdentityRules
{
    /// <summary>Returns the problems of a created document; none where it can only be the run's own.</summary>
    /// <param name="document">The document.</param>
    /// <param name="before">Documents that were created earlier in the same triple and whose identities hold the key.</param>
    public static IEnumerable<IdentityProblem> Check(CreatedDocument document, IReadOnlyList<CreatedDocument> before)
    {
        var identity = document.Identity;
        if (ProjectProblem(document) is { } project)
        {
            return [project];
        }

        if (Ambiguous(document.Content, identity) is { } ambiguous)
        {
            return [new(IdentityProblem.Unsafe, ambiguous)];
        }

        if (identity.Leaves.Select(l => Incomplete(document, l)).OfType<string>().FirstOrDefault() is { } incomplete)
        {
            return [new(IdentityProblem.Unsafe, incomplete)];
        }

        if (identity.Leaves.Select(l => Fraction(document, l)).OfType<string>().FirstOrDefault() is { } fraction)
        {
            return [new(IdentityProblem.Unsafe, fraction)];
        }

        return Key(document, before) is { } problem ? [new(IdentityProblem.Unsafe, problem)]
            : KeyFieldsProblem(document) is { } differs ? [new(IdentityProblem.KeyFields, differs)]
            : [];
    }

    /// <summary>Returns the problem of a document that is the same for all runs; null where its key fields are its identity.</summary>
    public static IdentityProblem? CheckConstant(CreatedDocument document)
        => ProjectProblem(document) is { } project ? project
            : (Ambiguous(document.Content, document.Identity)
            ?? document.Identity.Leaves.Select(l => Incomplete(document, l)).OfType<string>().FirstOrDefault()
            ?? document.Identity.Leaves.Select(l => Fraction(document, l)).OfType<string>().FirstOrDefault()) is { } problem
                ? new(IdentityProblem.Unsafe, problem)
            : KeyFieldsProblem(document) is { } differs ? new(IdentityProblem.KeyFields, differs)
            : null;

    /// <summary>Returns the problem of an update; null where it leaves the identity as it is.</summary>
    /// <param name="document">The created document.</param>
    /// <param name="update">The document after the update.</param>
    public static IdentityProblem? CheckUpdate(CreatedDocument document, JsonObject update)
        => Ambiguous(update, document.Identity) is { } ambiguous ? new(IdentityProblem.Unsafe, "the update: " + ambiguous)
            : document.Identity.Paths.FirstOrDefault(
                path => !Same(KeyFields.Value(document.Content, path), KeyFields.Value(update, path))) is { } changed
            ? new(
                IdentityProblem.Unsafe,
                $"the update changes '{changed}', which is part of the identity ({document.Identity.Describe()}); leave it out of "
                    + "the update")
            : null;

    /// <summary>A server that does not tell letter case apart in names would take the last of two such properties.</summary>
    private static string? Ambiguous(JsonObject document, ResourceIdentity identity)
    {
        if (document.FirstOrDefault(static p => string.Equals(p.Key, "id", StringComparison.OrdinalIgnoreCase)) is { Key: { } id })
        {
            return $"'{id}' is the server's: with it a document names another one; leave it out";
        }

        foreach (var path in identity.Paths)
        {
            JsonNode? node = document;
            foreach (var name in path.Split('.'))
            {
                if ((node as JsonObject)?.FirstOrDefault(
                    p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)
                        && !string.Equals(p.Key, name, StringComparison.Ordinal)) is { Key: { } other })
                {
                    return $"'{other}' differs from '{name}', a part of the identity, only in letter case; write '{name}'";
                }

                node = (node as JsonObject)?[name];
            }
        }

        return null;
    }

    private static IdentityProblem? ProjectProblem(CreatedDocument document)
        => document.Plan.Project is not { } said
            || string.Equals(said, document.Identity.Project, StringComparison.OrdinalIgnoreCase)
            ? null
            : new(
                IdentityProblem.Project,
                $"project is '{said}', and the server has the resource in '{document.Identity.Project}'; write that, or leave it out");

    private static string? Incomplete(CreatedDocument document, IdentityLeaf leaf)
        => leaf.Paths.Any(path => KeyFields.Value(document.Content, path) is JsonValue) ? null
            : $"the document lacks '{string.Join("' or '", leaf.Paths)}', which is part of the identity ({document.Identity.Describe()})";

    /// <summary>A server or a reader of JSON that rounds it would have another document than the one that was meant.</summary>
    private static string? Fraction(CreatedDocument document, IdentityLeaf leaf)
        => leaf.Type != "integer" ? null
            : leaf.Paths.Select(path => (Path: path, Value: KeyFields.Value(document.Content, path) as JsonValue))
                .Where(static at => at.Value?.GetValueKind() == JsonValueKind.Number && !IsWhole(at.Value.ToJsonString()))
                .Select(at => $"'{at.Path}' is {at.Value!.ToJsonString()}, and the identity has a whole number of at most 2^53 there")
                .FirstOrDefault();

    private static bool IsWhole(string number)
        => long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            && whole is >= -FixtureKeys.LargestId and <= FixtureKeys.LargestId;

    private static string? Key(CreatedDocument document, IReadOnlyList<CreatedDocument> before)
    {
        var reasons = new List<string>();
        foreach (var leaf in document.Identity.Leaves)
        {
            if (KeyRules.Refusal(document, leaf, before) is not { } refusal)
            {
                return null;
            }

            reasons.Add(refusal);
        }

        reasons.RemoveAll(static r => r.Length == 0);
        var identity = document.Identity.Describe();
        return reasons.Count > 0 ? $"the identity ({identity}) does not hold the key: {string.Join("; ", reasons)}"
            : KeyRules.Advice(document.Identity) is { } advice
                ? $"the identity ({identity}) does not hold the key, so that documents of others could be changed and deleted; put {advice}"
            : $"the identity ({identity}) cannot hold the key: it consists of "
                + $"{string.Join(", ", document.Identity.Leaves.Select(static l => l.Describe()).Distinct(StringComparer.Ordinal))}, "
                + "and the key is text or a number of 16 digits, because smaller numbers and dates cannot hold its random bits; let it "
                + "refer to a document that 'before' creates";
    }

    private static string? KeyFieldsProblem(CreatedDocument document)
    {
        var declared = document.Plan.KeyFields.Paths;
        var identity = document.Identity.Paths.ToList();
        var excess = declared.FirstOrDefault(d => !identity.Exists(path => Stands(document.Content, d, path)));
        var missing = document.Identity.Leaves.FirstOrDefault(
            leaf => !leaf.Paths.Any(path => declared.Any(d => Stands(document.Content, d, path))));
        return excess is null && missing is null ? null
            : $"keyFields are {string.Join(", ", declared)}, and the server's identity is {string.Join(", ", identity)}: "
                + (excess is not null ? $"'{excess}' is not part of it; leave it out" : $"add '{missing!.Paths[0]}'");
    }

    /// <summary>True where a declared path means a path of the identity: itself, or a value of the same name that is equal.</summary>
    private static bool Stands(JsonObject document, string declared, string path)
        => string.Equals(declared, path, StringComparison.Ordinal)
            || (string.Equals(Leaf(declared), Leaf(path), StringComparison.Ordinal)
                && Same(KeyFields.Value(document, declared), KeyFields.Value(document, path)));

    private static string Leaf(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static bool Same(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(one, other);
}
