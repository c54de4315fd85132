using System.Collections;
using System.Globalization;
using System.Reflection;

namespace EdFi.BatchPerf.Files.Output;

/// <summary>
/// Checks an object read from a file for values that its types do not allow: a null where there must be a value, an enum's value that does
/// not exist, a number that is none.
/// </summary>
internal static class StoredObject
{
    private const int MaxDepth = 32;

    /// <summary>The first such value with its path, in words; null for none.</summary>
    /// <param name="root">Object that was read.</param>
    /// <param name="leaveOut">Properties that are not stored; null for none.</param>
    public static string? Problem(object root, Func<PropertyInfo, bool>? leaveOut = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        return new Walk(leaveOut ?? (static _ => false)).Object(root, "", 0);
    }

    private sealed class Walk(Func<PropertyInfo, bool> leaveOut)
    {
        private readonly NullabilityInfoContext _nullability = new();
        private readonly Dictionary<Type, List<(PropertyInfo Property, bool MayBeNull, bool ItemsMayBeNull)>> _types = [];

        public string? Object(object value, string path, int depth)
        {
            foreach (var (property, mayBeNull, itemsMayBeNull) in Properties(value.GetType()))
            {
                var at = path + char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
                var problem = property.GetValue(value) is { } inner
                    ? Value(inner, itemsMayBeNull, at, depth + 1)
                    : mayBeNull ? null : $"'{at}' is null";
                if (problem is not null)
                {
                    return problem;
                }
            }

            return null;
        }

        private string? Value(object value, bool itemsMayBeNull, string path, int depth) => value switch
        {
            _ when depth > MaxDepth => $"'{path}' lies too deep",
            string => null,
            double number => double.IsFinite(number) ? null : $"'{path}' is not a finite number",
            Enum named => IsKnown(named) ? null : string.Create(CultureInfo.InvariantCulture, $"'{path}' has no value {named:D}"),
            IEnumerable items => Items(items, itemsMayBeNull, path, depth),
            _ when IsOurs(value.GetType()) => Object(value, path + ".", depth),
            _ => null,
        };

        private string? Items(IEnumerable items, bool mayBeNull, string path, int depth)
        {
            var index = 0;
            foreach (var item in items)
            {
                var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]");
                var problem = item is not null ? Value(item, itemsMayBeNull: true, at, depth + 1) : mayBeNull ? null : $"'{at}' is null";
                if (problem is not null)
                {
                    return problem;
                }
            }

            return null;
        }

        private List<(PropertyInfo Property, bool MayBeNull, bool ItemsMayBeNull)> Properties(Type type)
        {
            if (!_types.TryGetValue(type, out var known))
            {
                _types[type] = known = [];
                foreach (var property in type
                    .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(p => p is { CanRead: true, CanWrite: true } && p.GetIndexParameters().Length == 0 && !leaveOut(p)))
                {
                    var info = _nullability.Create(property);
                    var items = info.GenericTypeArguments.LastOrDefault() ?? info.ElementType;
                    known.Add((property, info.ReadState != NullabilityState.NotNull, items?.ReadState != NullabilityState.NotNull));
                }
            }

            return known;
        }

        /// <summary>A value with a name, or several of flags.</summary>
        private static bool IsKnown(Enum value) =>
            !long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

        private static bool IsOurs(Type type) => type.Namespace?.StartsWith("EdFi.BatchPerf", StringComparison.Ordinal) == true;
    }
}
