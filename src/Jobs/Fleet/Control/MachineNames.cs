using System.Globalization;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>What the machines of a fleet are called.</summary>
public static class MachineNames
{
    /// <summary>
    /// Names of which no two are the same, in any letter case, and no two the same in names of files: where several sessions lead to one
    /// computer, each has its number, <c>web-1 (2)</c>.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> computers)
    {
        ArgumentNullException.ThrowIfNull(computers);
        var names = new List<string>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var computer in computers)
        {
            var alone = computers.Count(other => Alike(other, computer)) == 1;
            var name = alone ? computer : Numbered(computer, 1);
            for (var number = 2; !taken.Add(FleetFiles.Plain(name)); number++)
            {
                name = Numbered(computer, number);
            }

            names.Add(name);
        }

        return names;
    }

    private static string Numbered(string computer, int number) => string.Create(CultureInfo.InvariantCulture, $"{computer} ({number})");

    /// <summary>Names of computers, and of files on many systems, do not differ by case.</summary>
    private static bool Alike(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
