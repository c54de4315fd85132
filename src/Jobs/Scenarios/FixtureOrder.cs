using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>
/// Orders fixtures so that each stands behind those that it refers to; where the order leaves a choice, as they were.
/// </summary>
internal static class FixtureOrder
{
    /// <summary>True where a text refers to a fixture.</summary>
    /// <param name="text">A template, or a part of one.</param>
    /// <param name="fixture">The fixture's name.</param>
    public static bool Names(string text, string fixture) => text.Contains($"fixture.{fixture}.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Orders them: what a fixture refers to and stands behind it is put before it, and nothing else is moved.</summary>
    /// <param name="fixtures">The fixtures with their names, empty for none.</param>
    /// <exception cref="FormatException">They refer to each other in a circle, which the message names.</exception>
    public static IReadOnlyList<JsonObject> Of(IReadOnlyList<(string Name, JsonObject Fixture)> fixtures)
    {
        List<JsonObject> ordered = [];
        var placed = new HashSet<int>();
        List<int> path = [];
        for (var at = 0; at < fixtures.Count; at++)
        {
            Place(at);
        }

        return ordered;

        void Place(int at)
        {
            if (placed.Contains(at))
            {
                return;
            }

            if (path.Contains(at))
            {
                var circle = path.SkipWhile(one => one != at).Append(at).Select(one => fixtures[one].Name);
                throw new FormatException($"they refer to each other in a circle: {string.Join(" to ", circle)}");
            }

            path.Add(at);
            var text = fixtures[at].Fixture.ToJsonString();
            for (var other = 0; other < fixtures.Count; other++)
            {
                if (other != at && fixtures[other].Name.Length > 0 && Names(text, fixtures[other].Name))
                {
                    Place(other);
                }
            }

            path.RemoveAt(path.Count - 1);
            placed.Add(at);
            ordered.Add(fixtures[at].Fixture);
        }
    }
}
