using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>Writes templates for people to read: indented, the important members first; the same text for the same scenario.</summary>
internal static class TemplateWriter
{
    private const string UsualProject = "ed-fi";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The template of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="learnt">Lessons about its documents from refusals of the server, in sentences.</param>
    public static string Scenario(MadeScenario scenario, IReadOnlyList<string> learnt)
    {
        var main = scenario.Main;
        var root = new JsonObject
        {
            ["kind"] = "scenario",
            ["name"] = main.Resource.Segment,
            ["resource"] = main.Resource.Segment,
        };
        AddProject(root, main.Resource);
        root["description"] = Describe(scenario, learnt);
        root["document"] = main.Content.DeepClone();
        root["keyFields"] = Strings(main.KeyFields);
        root["update"] = scenario.Update is { } update ? update.DeepClone() : "unchanged";
        if (scenario.Before.Count > 0)
        {
            root["before"] = new JsonArray(
                [.. scenario.Before.Select(d => Document(d, name: null, scenario.Uniqueness.ReusesParents))]);
        }

        return Write(root);
    }

    /// <summary>The file of shared fixtures.</summary>
    /// <param name="fixtures">The fixtures, in the order of creation.</param>
    public static string Fixtures(IEnumerable<JsonObject> fixtures) => Write(new JsonObject
    {
        ["kind"] = "fixtures",
        ["description"] = "Shared parents of the scenarios beside this file, in the order in which they are created.",
        ["documents"] = new JsonArray([.. fixtures.Select(static f => f.DeepClone())]),
    });

    /// <summary>A shared fixture as it stands in their file.</summary>
    public static JsonObject Fixture(MadeDocument fixture) => Document(fixture, fixture.Resource.Segment, reuse: false);

    /// <summary>Writes the file of a mix: the weight of each scenario.</summary>
    /// <param name="description">The description of the mix, in sentences.</param>
    /// <param name="source">Where the proportions are from.</param>
    /// <param name="weights">Scenario and weight, in the order of the file.</param>
    public static string Mix(string description, string source, IEnumerable<(string Scenario, decimal Weight)> weights)
    {
        var scenarios = new JsonObject();
        foreach (var (scenario, weight) in weights)
        {
            scenarios[scenario] = weight;
        }

        return Write(new JsonObject
        {
            ["kind"] = "mix",
            ["description"] = description,
            ["source"] = source,
            ["scenarios"] = scenarios,
        });
    }

    private static string Describe(MadeScenario scenario, IReadOnlyList<string> learnt)
    {
        var before = string.Join(", ", scenario.Before.Select(static b => b.Resource.Segment));
        var parents = scenario.Before.Count == 0 ? ""
            : scenario.Uniqueness.ReusesParents
                ? $" Each client creates {before} for each record of a batch before the load, reuses them in all its batches and deletes "
                    + "them after it."
            : $" Each record creates {before} of its own before it and deletes them after it.";
        var update = scenario.Update is null ? " Documents have nothing besides their identity, so the update sends the same again." : "";
        var taught = learnt.Count == 0 ? "" : $" Learnt from the server's refusals: {string.Join("; ", learnt)}.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Creates, updates and deletes {scenario.Main.Resource.Segment}; {scenario.Uniqueness} carries the key; "
                + $"{scenario.Operations} operations a record.{parents}{update}{taught}");
    }

    private static JsonObject Document(MadeDocument document, string? name, bool reuse)
    {
        var result = new JsonObject();
        if (name is not null)
        {
            result["name"] = name;
        }

        result["resource"] = document.Resource.Segment;
        AddProject(result, document.Resource);
        if (reuse)
        {
            result["reuse"] = true;
        }

        result["document"] = document.Content.DeepClone();
        result["keyFields"] = Strings(document.KeyFields);
        return result;
    }

    private static void AddProject(JsonObject target, ApiResource resource)
    {
        if (!string.Equals(resource.Project, UsualProject, StringComparison.OrdinalIgnoreCase))
        {
            target["project"] = resource.Project;
        }
    }

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(static v => (JsonNode)v)]);

    private static string Write(JsonObject root)
        => root.ToJsonString(Indented).Replace(Environment.NewLine, "\n", StringComparison.Ordinal) + "\n";
}
