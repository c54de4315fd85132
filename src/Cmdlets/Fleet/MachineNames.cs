using System.Globalization;
using System.Management.Automation.Runspaces;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Names of the machines of a fleet.</summary>
internal static class MachineNames
{
    /// <summary>The computers' names; where several sessions lead to one, each with its number: <c>web-1 (2)</c>.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<PSSession> sessions)
    {
        var names = new List<string>();
        foreach (var session in sessions)
        {
            var name = session.ComputerName;
            var alike = sessions.Count(other => Alike(other.ComputerName, name));
            var number = sessions.Take(names.Count).Count(other => Alike(other.ComputerName, name)) + 1;
            names.Add(alike == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({number})"));
        }

        return names;
    }

    /// <summary>Names of computers, and of files on many systems, do not differ by case.</summary>
    private static bool Alike(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
